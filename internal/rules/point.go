package rules

import (
	"fmt"
	"slices"
	"unsafe"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/env"
	"cel.dev/cel-go/common/types/ref"
	"cel.dev/cel-go/ext"

	"github.com/acl-beacon/beacon/internal/caldate"
)

// Point is a set of variables that expressions can be written against: the fields of one root record, the parameters
// as params, and today.
type Point struct {
	Root     *Record
	Params   *Record // nil when there are none
	limits   Limits
	calendar *Calendar
	env      *cel.Env
	mirror   *mirrorOnce // of Root, for explanations
	defined  []*definition
}

// Options are what else a point takes.
type Options struct {
	Limits
	Calendar *Calendar // nil when the host gave none
}

// The variables every point has.
const (
	todayName  = "today"
	paramsName = "params"
)

// NewPoint makes a point over a root record. It fails when two records share a name or a root field is called
// params or today.
func NewPoint(root, params *Record, options Options) (*Point, error) {
	limits, calendar := WithDefaults(options.Limits), options.Calendar.prepared()
	records := map[string]*Record{}
	root.seal(records)
	if params != nil {
		params.seal(records)
	}
	provided, err := newProvider(records)
	if err != nil {
		return nil, err
	}
	opts := []cel.EnvOption{
		cel.StdLib(cel.StdLibSubset(authorLibrary())),
		ext.Strings(ext.StringsVersion(0)), boundedReplace(limits.Text), refusing(),
		cel.CustomTypeProvider(provided), cel.CustomTypeAdapter(provided),
		cel.Variable(todayName, dateType),
		cel.CrossTypeNumericComparisons(true),
		cel.EnableMacroCallTracking(),
		cel.ParserRecursionLimit(limits.Nesting),
		cel.ParserExpressionSizeLimit(limits.Length),
		cel.ExpressionNodeLimit(limits.Nodes),
		cel.RegexProgramSizeLimit(limits.Regex),
		cel.ASTValidators(cel.ValidateComprehensionNestingLimit(limits.Loops), cel.ValidateRegexLiterals()),
	}
	opts = append(append(opts, functionOptions(calendar)...), guards(limits)...)
	for _, f := range root.Fields {
		if f.Name == paramsName || f.Name == todayName {
			return nil, fmt.Errorf("%s has a field %q, which every rule already knows as something else", root.Name, f.Name)
		}
		opts = append(opts, cel.Variable(f.Name, celType(f)))
	}
	if params != nil {
		opts = append(opts, cel.Variable(paramsName, cel.ObjectType(params.Name)))
	}
	environment, err := cel.NewCustomEnv(opts...)
	if err != nil {
		return nil, fmt.Errorf("setting up the rules for %s: %w", root.Name, err)
	}
	return &Point{Root: root, Params: params, limits: limits, calendar: calendar, env: environment, mirror: new(mirrorOnce)}, nil
}

// authorLibrary is CEL's standard library less what dates of our own replace and what only programmers need.
func authorLibrary() *env.LibrarySubset {
	s := env.NewLibrarySubset()
	for _, name := range []string{"timestamp", "duration", "bytes", "dyn", "type", "uint", "getDate", "getDayOfMonth",
		"getDayOfWeek", "getDayOfYear", "getFullYear", "getHours", "getMilliseconds", "getMinutes", "getMonth",
		"getSeconds"} {
		s.AddExcludedFunctions(env.NewFunction(name, nil...))
	}
	return s
}

// Variables lists the names an expression may start from, sorted.
func (p *Point) Variables() []string {
	names := append(p.Root.Names(), todayName)
	if p.Params != nil {
		names = append(names, paramsName)
	}
	for _, d := range p.defined {
		if d.name[0] != '_' { // those are not for people
			names = append(names, d.name)
		}
	}
	slices.Sort(names)
	return names
}

// Facts are the values one evaluation sees: a pointer to the root struct and the day.
type Facts struct {
	Root  unsafe.Pointer
	Today caldate.Day
	// Limit is what a session may spend on them, 0 for no bound; Stop says whether and why it is to stop, nil for never.
	Limit int64
	Stop  func() error
}

// activation hands cel-go the variables by name.
type activation struct {
	point  *Point
	root   recordVal
	params recordVal
	today  caldate.Day
	values map[*definition]ref.Val
	cost   uint64 // what evaluating on these facts cost, in cel-go's units
}

func (p *Point) activation(f Facts) *activation {
	return &activation{
		point:  p,
		root:   recordVal{of: p.Root, p: f.Root, at: place{index: -1}},
		params: recordVal{of: p.Params, p: unsafe.Pointer(p), at: place{field: paramsName, index: -1}},
		today:  f.Today,
	}
}

func (a *activation) ResolveName(name string) (any, bool) {
	if f := a.point.Root.Field(name); f != nil {
		return a.root.get(f), true
	}
	if d := a.point.definition(name); d != nil {
		return a.defined(d), true
	}
	switch {
	case name == todayName && a.today == 0:
		return unknown(todayName), true
	case name == todayName:
		return dateVal(a.today), true
	case name == paramsName && a.params.of != nil:
		return &a.params, true
	}
	return nil, false
}

func (a *activation) Parent() cel.Activation { return nil }

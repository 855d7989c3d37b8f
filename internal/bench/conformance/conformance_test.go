package conformance_test

import (
	"flag"
	"fmt"
	"maps"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unsafe"

	"cel.dev/expr"
	suite "cel.dev/expr/conformance/test"
	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protoregistry"

	// The messages that the files use.
	_ "cel.dev/expr/conformance/proto2"
	_ "cel.dev/expr/conformance/proto3"

	"github.com/acl-beacon/beacon/internal/rules"
)

var update = flag.Bool("update", false, "write the counts that the evaluators come to")

// The conformance files of CEL go through both evaluators. What rule authors are not given, such as timestamps, bytes and
// messages, is refused when it is compiled, and counted by the reason; on everything else the two say the same. Where both say otherwise
// than a file expects, it is because rules have no namespaces, because cel-go takes the last of a map's repeated keys, and
// because indexOf of a position beyond the text is −1 in the version of the text functions that rules are given. What reads
// nothing and is of kinds without closures, the reference works out while it is compiled; that it is the same shows little. The
// counts are pinned: a change of them is a change of what is offered or covered.
func TestBothEvaluatorsOnTheConformanceFiles(t *testing.T) {
	counts := map[string]int{}
	for _, file := range files(t) {
		for _, section := range file.Section {
			for _, test := range section.Test {
				name := file.Name + "/" + section.Name + "/" + test.Name
				counts["all"]++
				run(t, name, test, counts)
			}
		}
	}
	var got strings.Builder
	for _, key := range slices.Sorted(maps.Keys(counts)) {
		fmt.Fprintf(&got, "%5d  %s\n", counts[key], key)
	}
	golden := filepath.Join("testdata", "counts.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the counts are\n%s\nand not\n%s", got.String(), want)
	}
}

func files(t *testing.T) []*suite.SimpleTestFile {
	t.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "cel.dev/expr").Output()
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(dir)), "tests", "simple", "testdata", "*.textproto"))
	if err != nil || len(names) == 0 {
		t.Fatal("no conformance files", err)
	}
	var all []*suite.SimpleTestFile
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := &suite.SimpleTestFile{}
		if err := (prototext.UnmarshalOptions{Resolver: protoregistry.GlobalTypes}).Unmarshal(data, file); err != nil {
			t.Fatal(name, err)
		}
		all = append(all, file)
	}
	return all
}

func run(t *testing.T, name string, test *suite.SimpleTest, counts map[string]int) {
	root, ok := variables(test)
	if !ok {
		counts["refused: a variable of a kind that rules do not have"]++
		return
	}
	point, err := rules.NewPoint(root, nil, rules.Options{})
	if err != nil {
		t.Fatal(name, err)
	}
	text, expected, ok := single(test)
	if !ok {
		counts["refused: what it should come to is of a kind that rules do not have"]++
		return
	}
	program, problems := point.Compile(text)
	if len(problems) > 0 {
		counts["refused: "+string(problems[0].Code)]++
		return
	}
	if program.Covered() {
		counts["compiled"]++
	} else {
		counts["fell back"]++
	}
	in := rules.Facts{Root: unsafe.Pointer(root)}
	fast, reference := program.Eval(in), program.Reference(in)
	if !fast.Equal(reference) {
		counts["different"]++
		t.Errorf("%s: %s\nfast      %+v\nreference %+v", name, text, fast, reference)
		return
	}
	counts["same"]++
	if !expected(fast) {
		counts["not what the file expects: "+name]++
	}
}

// single gives the expression of a test with what it should come to. Where that is a list or a map the expression compares
// it, since a rule comes to a single value.
func single(test *suite.SimpleTest) (string, func(rules.Result) bool, bool) {
	if test.GetEvalError() != nil || test.GetAnyEvalErrors() != nil {
		return test.Expr, func(r rules.Result) bool { return r.Err != nil }, true
	}
	value := test.GetValue()
	if test.GetTypedResult() != nil {
		value = test.GetTypedResult().GetResult()
	}
	is := func(want any) (string, func(rules.Result) bool, bool) {
		return test.Expr, func(r rules.Result) bool { return r.Equal(rules.Result{Value: want}) }, true
	}
	switch v := value.GetKind().(type) {
	case nil:
		return is(true)
	case *expr.Value_BoolValue:
		return is(v.BoolValue)
	case *expr.Value_Int64Value:
		return is(v.Int64Value)
	case *expr.Value_DoubleValue:
		return is(v.DoubleValue)
	case *expr.Value_StringValue:
		return is(v.StringValue)
	}
	written, ok := write(value)
	return "(" + test.Expr + ") == " + written, func(r rules.Result) bool { return r.Value == true }, ok
}

// write writes a value as an expression.
func write(v *expr.Value) (string, bool) {
	switch v := v.GetKind().(type) {
	case *expr.Value_BoolValue:
		return fmt.Sprint(v.BoolValue), true
	case *expr.Value_Int64Value:
		return fmt.Sprint(v.Int64Value), v.Int64Value > math.MinInt64
	case *expr.Value_DoubleValue:
		return fmt.Sprintf("double('%v')", v.DoubleValue), true
	case *expr.Value_StringValue:
		return fmt.Sprintf("%q", v.StringValue), true
	case *expr.Value_ListValue:
		var all []string
		for _, e := range v.ListValue.Values {
			s, ok := write(e)
			if !ok {
				return "", false
			}
			all = append(all, s)
		}
		return "[" + strings.Join(all, ", ") + "]", true
	case *expr.Value_MapValue:
		var all []string
		for _, e := range v.MapValue.Entries {
			key, ok := write(e.Key)
			value, also := write(e.Value)
			if !ok || !also {
				return "", false
			}
			all = append(all, key+": "+value)
		}
		return "{" + strings.Join(all, ", ") + "}", true
	}
	return "", false
}

// variables is a record of the test's variables.
func variables(test *suite.SimpleTest) (*rules.Record, bool) {
	var all []rules.Constant
	kinds := map[expr.Type_PrimitiveType]rules.Kind{expr.Type_BOOL: rules.Bool, expr.Type_INT64: rules.Int, expr.Type_DOUBLE: rules.Double,
		expr.Type_STRING: rules.String}
	for _, d := range test.TypeEnv {
		if d.GetIdent() == nil {
			return nil, false
		}
		c := rules.Constant{Name: d.Name, Kind: kinds[d.GetIdent().GetType().GetPrimitive()]}
		switch v := test.Bindings[d.Name].GetValue().GetKind().(type) {
		case *expr.Value_BoolValue:
			c.Value = v.BoolValue
		case *expr.Value_Int64Value:
			c.Value = v.Int64Value
		case *expr.Value_DoubleValue:
			c.Value = v.DoubleValue
		case *expr.Value_StringValue:
			c.Value = v.StringValue
		}
		if c.Kind == 0 {
			return nil, false
		}
		all = append(all, c)
	}
	return rules.Constants("conformance", all), true
}

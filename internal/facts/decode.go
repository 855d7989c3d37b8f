package facts

import (
	"errors"
	"reflect"
	"strconv"
	"strings"

	"github.com/acl-beacon/beacon/dissemination"
	"github.com/acl-beacon/beacon/dissemination/jpd"
	"github.com/acl-beacon/beacon/dissemination/support"
	"github.com/acl-beacon/beacon/internal/rules"
	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// Own are the members that documents may have beyond those of their Go type: the fields by type and name.
type Own map[string]map[string]*rules.Field

// Decode reads the roots of a subject from JSON. Documents inside need no schema header, since their place says what
// they are. Members that neither a type nor own declares are refused. The fault is a *[wire.DataError].
func Decode(data []byte, roots any, own Own) error {
	err := decode(data, roots, own)
	if fault, is := errors.AsType[*wire.DataError](err); is {
		if f := fieldAt(reflect.TypeOf(roots), fault.Path); f != nil && f.Counted {
			return &wire.DataError{Path: fault.Path, Err: errors.New("nobody enters this: it is worked out" +
				strings.TrimSuffix(" from "+strings.Join(f.WorkedOut(), " and "), " from ") + "; leave it out")}
		}
	}
	return err
}

// fieldAt finds what rules read at a place in JSON, such as /programme/updates/0/on; nil when they read nothing there.
func fieldAt(roots reflect.Type, path string) *rules.Field {
	for roots.Kind() == reflect.Pointer {
		roots = roots.Elem()
	}
	r, err := Of(roots)
	var f *rules.Field
	for name := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if _, err := strconv.Atoi(name); err == nil && f != nil && f.Elem != nil {
			r = f.Elem.Of
			continue
		}
		if err != nil || r == nil {
			return nil
		}
		if f = r.Field(name); f == nil {
			return nil
		}
		r = f.Of
	}
	return f
}

func decode(data []byte, roots any, own Own) error {
	var tree any
	if err := wire.Unmarshal(data, &tree); err != nil {
		return err
	}
	withHeaders(tree, reflect.TypeOf(roots))
	full, err := wire.Marshal(tree)
	if err != nil {
		return err
	}
	if err := wire.UnmarshalStrict(full, roots); err != nil {
		return err
	}
	// Documents keep members they do not know; where people write facts by hand, such a member is a slip.
	return own.strayMember(reflect.ValueOf(roots), "", "")
}

// strayMember finds a member that nobody declared, or whose value is of another kind than was declared. in is the
// record that v belongs to where it is embedded, empty where it is one by itself.
func (own Own) strayMember(v reflect.Value, path, in string) error {
	if extra, ok := v.Interface().(*wire.Extra); ok {
		for _, name := range wire.Members(extra) {
			f := own[in][name]
			if f == nil {
				return &wire.DataError{Path: path + "/" + name, Err: errors.New("there is no such member")}
			}
			value, _ := wire.Member(extra, name)
			if err := f.Refuse(value); err != nil {
				return &wire.DataError{Path: path + "/" + name, Err: err}
			}
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			return own.strayMember(v.Elem(), path, in)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if err := own.strayMember(v.Index(i), path+"/"+strconv.Itoa(i), in); err != nil {
				return err
			}
		}
	case reflect.Struct:
		if in == "" {
			in = v.Type().String()
		}
		for i := range v.NumField() {
			sf := v.Type().Field(i)
			if !sf.IsExported() {
				continue
			}
			below, inside := path+"/"+jsonName(sf), ""
			if sf.Anonymous {
				below, inside = path, in
			}
			if err := own.strayMember(v.Field(i), below, inside); err != nil {
				return err
			}
		}
	}
	return nil
}

var headers = map[reflect.Type]string{
	reflect.TypeFor[practice.Practice]():          "beacon/practice/1",
	reflect.TypeFor[dissemination.Disseminator](): "beacon/disseminator/1",
	reflect.TypeFor[dissemination.Enquiry]():      "beacon/enquiry/1",
	reflect.TypeFor[dissemination.Engagement]():   "beacon/engagement/1",
	reflect.TypeFor[support.Programme]():          "beacon/programme/1",
	reflect.TypeFor[support.Facilitator]():        "beacon/facilitator/1",
	reflect.TypeFor[jpd.Project]():                "beacon/project/1",
	reflect.TypeFor[rubric.Assessment]():          "beacon/assessment/1",
}

func withHeaders(tree any, t reflect.Type) {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch node := tree.(type) {
	case []any:
		if t.Kind() == reflect.Slice {
			for _, x := range node {
				withHeaders(x, t.Elem())
			}
		}
	case map[string]any:
		if header, ok := headers[t]; ok && node["schema"] == nil {
			node["schema"] = header
		}
		if t.Kind() != reflect.Struct {
			return
		}
		for i := range t.NumField() {
			sf := t.Field(i)
			if sf.Anonymous {
				withHeaders(node, sf.Type)
			} else if child, ok := node[jsonName(sf)]; ok {
				withHeaders(child, sf.Type)
			}
		}
	}
}

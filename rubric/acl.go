package rubric

import (
	"embed"
	"io/fs"
	"sync"
)

//go:embed acl-wales-2024/*.json
var aclFiles embed.FS

var aclWales = sync.OnceValues(func() (*Rubric, error) {
	sub, err := fs.Sub(aclFiles, "acl-wales-2024")
	if err != nil {
		return nil, err
	}
	return Load(sub)
})

// ACLWales returns the rubric for adult community learning partnerships in Wales, edition of 18 September 2024: five
// domains, 17 topics, four levels and 191 descriptors (W-01, W-12, W-18). Its texts are short English labels in
// words of this library's own; [Rubric.WithText] lays the published wording, or Welsh, over them.
//
// Source: Learning and Work Institute, Adult Community Learning Partnerships: Tool for Effective Practice and Delivery
// (2024).
func ACLWales() *Rubric {
	r, err := aclWales()
	if err != nil {
		panic("rubric.ACLWales: " + err.Error()) // the files are part of the program and a test reads them
	}
	return r
}

package main

import (
	"io/fs"

	"github.com/acl-beacon/beacon"
	"github.com/acl-beacon/beacon/examples/internal/cli"
)

// newEngine lays rules over the published ones: those in the folders, or without any the invented college's own.
func newEngine(folders []string) (*beacon.Engine, error) {
	var own []fs.FS
	if len(folders) == 0 {
		own = []fs.FS{embedded("rules")}
	}
	return cli.Engine(own, folders)
}

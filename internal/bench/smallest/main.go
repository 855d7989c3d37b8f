// Command smallest loads an engine and nothing else, to see what it adds to a program.
package main

import "github.com/acl-beacon/beacon"

func main() { println(len(beacon.Default().Rules())) }

// Command bench measures what deciding by rules costs, beside the same rules written by hand and in other engines for Go.
//
//	cd internal/bench && go run .
//
// Before anything is timed every contender has to agree with the hand-written rules on 10,000 random inputs. The contenders
// take turns, round by round, and the table gives medians of the processor time they took, so that what else the machine
// does shifts all of them alike. It has its own module, so that the other engines stay out of an embedder's module graph.
package main

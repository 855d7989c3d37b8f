// Package dissemination is the LSC's seven-stage model of sharing good practice between providers.
package dissemination

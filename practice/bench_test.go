package practice_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/practice"
)

// The practice of the benchmarks has every part that a practice can have.
func full(b *testing.B) (practice.Practice, []byte) {
	text, err := os.ReadFile("testdata/v1/full.golden.json")
	require.NoError(b, err)
	p := decode(b, string(text))
	return p, encode(b, p)
}

func BenchmarkPractice_UnmarshalJSON(b *testing.B) {
	_, data := full(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		var p practice.Practice
		if err := p.UnmarshalJSON(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPractice_MarshalJSON(b *testing.B) {
	p, data := full(b)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.MarshalJSON(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkPractice_Advance(b *testing.B) {
	p, _ := full(b)
	p.Stage = practice.Monitored
	r := permit("P3", "assessed", date("2026-03-16"))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Advance(r); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkReachOf goes over 1,000 practices and 1,000 tutors.
func BenchmarkReachOf(b *testing.B) {
	p, _ := full(b)
	practices := make([]practice.Practice, 1000)
	tutors := make([]practice.Tutor, 1000)
	for i := range practices {
		practices[i] = p
		tutors[i] = practice.Tutor{ID: string(rune('a' + i)), PartTime: yes}
	}
	b.ReportAllocs()
	for b.Loop() {
		if got := practice.ReachOf(practices, tutors); got.All.Tutors != 1000 {
			b.Fatal(got.All)
		}
	}
}

package practice

import (
	"encoding/csv"
	"io"
	"slices"
	"strings"

	"github.com/acl-beacon/beacon/internal/formula"
)

// LogRow is one line of the monitoring log: what is known, on one day, of how a practice fares in a colleague's
// hands.
type LogRow struct {
	PracticeID string        `json:"practice_id"`
	TransferID string        `json:"transfer_id"`
	Adopter    string        `json:"adopter,omitzero"`
	Vehicle    Vehicle       `json:"vehicle,omitzero"`
	State      TransferState `json:"state,omitzero"`
	On         Date          `json:"on,omitzero"`
	Note       string        `json:"note,omitzero"`
	Ref        string        `json:"ref,omitzero"` // the host's own row, [Transfer.LogRef]
}

// MonitoringLog is the table of practice that is being monitored (Staffordshire stage 5).
type MonitoringLog []LogRow

// MonitoringLogOf makes the log of all transfers that are monitored: a row for each progress note in an action plan, for
// each Stage 5 Report and for each report of a quality manager, and one row for a transfer that has a vehicle and nothing
// written yet. The earliest row comes first and rows without a date last.
func MonitoringLogOf(practices []Practice) MonitoringLog {
	log := MonitoringLog{}
	for _, p := range practices {
		for _, t := range p.Transfers {
			log = append(log, t.logRows(p.ID)...)
		}
	}
	slices.SortStableFunc(log, func(a, b LogRow) int { return undatedLast(a.On, b.On) })
	return log
}

func (t Transfer) logRows(practiceID string) []LogRow {
	var rows []LogRow
	add := func(on Date, note string) {
		rows = append(rows, LogRow{PracticeID: practiceID, TransferID: t.ID, Adopter: t.Adopter, Vehicle: t.Vehicle,
			State: t.State, On: on, Note: note, Ref: t.LogRef})
	}
	if t.ActionPlan != nil {
		for _, progress := range t.ActionPlan.Progress {
			add(progress.On, progress.Note)
		}
	}
	if t.Stage5Report != nil {
		add(t.Stage5Report.SubmittedOn, t.Stage5Report.note())
	}
	for _, r := range t.ManagerReports {
		add(r.On, r.Note)
	}
	if rows == nil && t.Vehicle != "" {
		add(t.SubmittedOn, "")
	}
	return rows
}

func (r Stage5Report) note() string {
	parts := slices.DeleteFunc([]string{r.Success, r.Impact}, func(s string) bool { return s == "" })
	return strings.Join(parts, " / ")
}

// WriteCSV writes the log as a spreadsheet reads it, with a header line. Text that a spreadsheet would run as a
// formula is written with an apostrophe in front. The error is w's.
func (l MonitoringLog) WriteCSV(w io.Writer) error {
	out := csv.NewWriter(w)
	// The writer keeps its first error and Flush shows it.
	_ = out.Write([]string{"practice", "transfer", "adopter", "vehicle", "state", "date", "note", "reference"})
	for _, r := range l {
		cells := []string{r.PracticeID, r.TransferID, r.Adopter, string(r.Vehicle), string(r.State), r.On.String(),
			r.Note, r.Ref}
		for i, cell := range cells {
			cells[i] = formula.Guard(cell)
		}
		_ = out.Write(cells)
	}
	out.Flush()
	return out.Error()
}

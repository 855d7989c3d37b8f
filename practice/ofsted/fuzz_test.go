package ofsted_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/acl-beacon/beacon/internal/wire"
	"github.com/acl-beacon/beacon/practice/ofsted"
)

// FuzzRead reads any bytes, below Ofsted's header or instead of it: what is read loses no line, keeps no provider
// twice and can be saved.
func FuzzRead(f *testing.F) {
	header := written(f, table(f)[:1])
	f.Add(false, header) // the whole files would be slow to cut down; the tables read them
	f.Fuzz(func(t *testing.T, below bool, data []byte) {
		if below {
			data = append(bytes.Clone(header), data...)
		}
		file, err := ofsted.Read(bytes.NewReader(data))
		if err != nil {
			var missing *ofsted.HeaderError
			var broken *ofsted.ReadError
			require.True(t, errors.As(err, &missing) || errors.As(err, &broken), "%T", err)
			require.NotEmpty(t, err.Error())
			require.Nil(t, file)
			return
		}
		plain := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\uFEFF"))))
		plain.FieldsPerRecord = -1
		records, err := plain.ReadAll()
		require.NoError(t, err)
		require.Equal(t, len(records)-1, len(file.Rows)+len(file.Refused))

		lines, providers := map[int]bool{}, map[string]bool{}
		for _, r := range file.Rows {
			require.False(t, lines[r.Line], "line %d twice", r.Line)
			require.False(t, providers[r.Provider.ID], "provider %s twice", r.Provider.ID)
			require.Len(t, r.Provider.ID, 8)
			lines[r.Line], providers[r.Provider.ID] = true, true
		}
		for _, e := range file.Refused {
			require.False(t, lines[e.Line], "line %d twice", e.Line)
			lines[e.Line] = true
			require.NotEmpty(t, e.Error())
		}
		_, err = wire.Marshal(file)
		require.NoError(t, err)
	})
}

package practice_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/acl-beacon/beacon/practice"
)

func TestRoute(t *testing.T) {
	for _, name := range practice.Route("").Names() {
		r := practice.Route(name)
		assert.Contains(t, r.ValidatedBy(), practice.ByQualityTeam, name)
		assert.True(t, r.Fits(practice.AsAnother), name)
		for _, as := range practice.IdentifierRole("").Names() {
			role := practice.IdentifierRole(as)
			assert.Equal(t, r == practice.ByAnotherRoute || role == practice.AsAnother || contains(r.Roles(), role), r.Fits(role), "%s %s", r, as)
		}
	}
	// Every role has a route of its own.
	for _, as := range practice.IdentifierRole("").Names() {
		fits := 0
		for _, name := range practice.Route("").Names() {
			if practice.Route(name).Fits(practice.IdentifierRole(as)) {
				fits++
			}
		}
		assert.GreaterOrEqual(t, fits, 2, as)
	}
	assert.True(t, practice.ByObservation.InFramework())
	assert.False(t, practice.SelfNominated.InFramework())
	assert.False(t, practice.ByProviderForm.InFramework())
	assert.Equal(t, practice.ByOLTModeration, practice.ByObservation.ValidatedBy()[0])

	// What is handed out can be changed without harm.
	practice.ByObservation.Roles()[0] = practice.AsTutor
	practice.ByObservation.ValidatedBy()[0] = ""
	assert.True(t, practice.ByObservation.Fits(practice.AsObserver))
	assert.Equal(t, practice.ByOLTModeration, practice.ByObservation.ValidatedBy()[0])
}

func contains(roles []practice.IdentifierRole, role practice.IdentifierRole) bool {
	for _, r := range roles {
		if r == role {
			return true
		}
	}
	return false
}

package practice

import "slices"

// routes says of each route who uses it, whether it runs inside the quality framework, and which moderation validates
// what comes by it (Staffordshire stages 1a, 1b and 2). For what comes from outside the framework the source names no
// validator; that it is the Quality Team is the library's reading.
var routes = map[Route]struct {
	roles       []IdentifierRole
	inFramework bool
	validated   []ValidationRoute
}{
	ByObservation: {[]IdentifierRole{AsObserver}, true, []ValidationRoute{ByOLTModeration, ByQualityTeam}},
	ByClassVisit:  {[]IdentifierRole{AsClassVisitor}, true, []ValidationRoute{ByClassVisitModeration, ByQualityTeam}},
	ByRARPAAudit:  {[]IdentifierRole{AsRARPAAuditor}, true, []ValidationRoute{ByRARPAModeration, ByQualityTeam}},
	SelfNominated: {[]IdentifierRole{AsTutor}, false, []ValidationRoute{ByQualityTeam}},
	ByProviderForm: {[]IdentifierRole{AsProviderManager}, false,
		[]ValidationRoute{ByQualityTeam}},
	ByQualityManager: {[]IdentifierRole{AsQualityManager}, true, []ValidationRoute{ByQualityTeam}},
	ByAnotherRoute:   {nil, false, []ValidationRoute{ByQualityTeam}},
}

// Roles lists who uses the route; nil for another route, which anybody may use.
func (r Route) Roles() []IdentifierRole { return slices.Clone(routes[r].roles) }

// Fits reports whether the route is one that the role uses. Any role may use another route, and another role any route.
func (r Route) Fits(as IdentifierRole) bool {
	return r == ByAnotherRoute || as == AsAnother || slices.Contains(routes[r].roles, as)
}

// InFramework reports whether the route is part of the quality framework, where moderation already exists.
func (r Route) InFramework() bool { return routes[r].inFramework }

// ValidatedBy lists the moderations that fit what came by the route, the usual one first.
func (r Route) ValidatedBy() []ValidationRoute { return slices.Clone(routes[r].validated) }

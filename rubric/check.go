package rubric

import (
	"errors"
	"fmt"

	"github.com/acl-beacon/beacon/practice"
)

// EditionError says that an assessment was made on another rubric, or another edition of it, than the one it was
// handed to. Ids survive an edition, but what stands under a level may not, so nothing is read across by accident; see
// [Compare].
type EditionError struct {
	Assessment string // id
	Made, Have Ref
}

// Error names both editions.
func (e *EditionError) Error() string {
	return fmt.Sprintf("assessment %s was made on rubric %s (%s), not on %s (%s)", e.Assessment, e.Made.ID,
		e.Made.Edition, e.Have.ID, e.Have.Edition)
}

// made checks that an assessment was made on this rubric and speaks of its topics.
func (r *Rubric) made(a Assessment) error {
	if a.Rubric.ID != r.ref.ID || a.Rubric.Edition != r.ref.Edition {
		return &EditionError{Assessment: a.ID, Made: a.Rubric, Have: r.ref}
	}
	for _, t := range a.Topics {
		if _, ok := r.topic[t.ID]; !ok {
			return r.noSuchTopic(t.ID)
		}
	}
	return nil
}

// Check holds an assessment against its rubric and returns every fault as a *[practice.DataError] with a JSON pointer,
// joined; nil when there is none. It finds ids the rubric does not have, a topic that is there twice, descriptors of
// another topic or level, and a view with both a level and a reason for having none. What is merely missing is no
// fault. An assessment on another rubric or edition is an *[EditionError].
func (r *Rubric) Check(a Assessment) error {
	if a.Rubric.ID != r.ref.ID || a.Rubric.Edition != r.ref.Edition {
		return &EditionError{Assessment: a.ID, Made: a.Rubric, Have: r.ref}
	}
	c := checker{r: r}
	for i, t := range a.Topics {
		at := fmt.Sprintf("/topics/%d", i)
		if _, ok := r.topic[t.ID]; !ok {
			c.add(at+"/id", r.noSuchTopic(t.ID))
			continue
		}
		if a.index(t.ID) < i {
			c.add(at+"/id", fmt.Errorf("topic %s is there already", t.ID))
		}
		c.topic(t, at)
	}
	return errors.Join(c.faults...)
}

type checker struct {
	r      *Rubric
	faults []error
}

func (c *checker) add(at string, err error) {
	c.faults = append(c.faults, &practice.DataError{Path: at, Err: err})
}

func (c *checker) topic(t AssessedTopic, at string) {
	for i, v := range t.Views {
		at := fmt.Sprintf("%s/views/%d", at, i)
		c.level(v.Level, at+"/level")
		if v.Level != 0 && v.NoLevel != "" {
			c.add(at+"/no_level", fmt.Errorf("the view has the level %s and says %s; leave one of them out", v.Level, v.NoLevel))
		}
		if n, known := v.Respondents.Get(); known && n < 1 {
			c.add(at+"/respondents", fmt.Errorf("%d people cannot give a view; leave it out where it is not known", n))
		}
		c.answers(t.ID, v.Answers, at+"/answers")
	}
	c.answers(t.ID, t.Answers, at+"/answers")
	for i, e := range t.Evidence {
		at := fmt.Sprintf("%s/evidence/%d", at, i)
		c.level(e.Level, at+"/level")
		c.descriptors(t.ID, e.Level, e.Descriptors, at+"/descriptors")
	}
	if t.Moderation != nil {
		c.moderation(*t.Moderation, at+"/moderation")
	}
	for i, m := range t.Earlier {
		c.moderation(m, fmt.Sprintf("%s/earlier/%d", at, i))
	}
	c.descriptors(t.ID, 0, t.NextSteps, at+"/next_steps")
	for i, x := range t.Actions {
		c.descriptors(t.ID, 0, x.Descriptors, fmt.Sprintf("%s/actions/%d/descriptors", at, i))
	}
}

func (c *checker) moderation(m Moderation, at string) {
	c.level(m.Level, at+"/level")
	for i, d := range m.Dissent {
		c.level(d.Level, fmt.Sprintf("%s/dissent/%d/level", at, i))
	}
}

func (c *checker) level(l Level, at string) {
	if l != 0 && !l.Valid() {
		c.add(at, fmt.Errorf("%d is not a level; use 1 to 4, or 0 where none is known", int(l)))
	}
}

func (c *checker) answers(topic string, answers []DescriptorAnswer, at string) {
	ids := map[string]bool{}
	for i, a := range answers {
		at := fmt.Sprintf("%s/%d/descriptor", at, i)
		c.descriptor(topic, 0, a.Descriptor, at)
		if ids[a.Descriptor] {
			c.add(at, fmt.Errorf("%s is answered already", a.Descriptor))
		}
		ids[a.Descriptor] = true
	}
}

func (c *checker) descriptors(topic string, l Level, ids []string, at string) {
	for i, id := range ids {
		c.descriptor(topic, l, id, fmt.Sprintf("%s/%d", at, i))
	}
}

// descriptor checks that an id is one of the topic's and, unless l is zero, of that level.
func (c *checker) descriptor(topic string, l Level, id, at string) {
	d, ok := c.r.descriptor[id]
	switch {
	case !ok || d.Topic != topic:
		c.add(at, c.r.noSuchDescriptor(topic, id))
	case l != 0 && d.Level != l:
		c.add(at, fmt.Errorf("%s is a descriptor of %s, not of %s", id, d.Level, l))
	}
}

package rubric_test

import (
	"fmt"
	"log"

	"github.com/acl-beacon/beacon/practice"
	"github.com/acl-beacon/beacon/rubric"
)

// A partnership looks at how it hears its learners, from the first view to an action. The rulings here are given by hand;
// with the rules engine they come from its Gate.
func Example() {
	r := rubric.ACLWales()
	day := practice.MustDate
	a := r.Open("A-2026", "severn-vale", day("2026-01-12"))
	a.LeadGroup = "strategy_group"

	// Each partner says what it thinks, and why. Nobody's view is changed or merged.
	t, _ := a.Topic("T07")
	t = t.WithView(rubric.View{Partner: "college", Perspective: rubric.StrategyGroup, Level: rubric.Extending,
		Reason: "ambassadors are at work"})
	t = t.WithView(rubric.View{Partner: "county", Perspective: rubric.StrategyGroup, Level: rubric.Emerging,
		Reason: "there is no strategy yet"})
	t = t.WithView(rubric.View{Partner: "county", Perspective: rubric.Learners, NoLevel: rubric.PreferNotToSay})
	a = a.WithTopic(t)
	a = move(a, "T07", rubric.ViewsOpen, "2026-01-12", "views are invited")
	a = move(a, "T07", rubric.InDiscussion, "2026-02-18", "all partners were heard")

	// The agenda begins where they differ most.
	agenda, err := r.Agenda(a)
	if err != nil {
		log.Fatal(err)
	}
	for _, v := range agenda[0].Views {
		fmt.Printf("%s: %-8s %-9v %s%s\n", agenda[0].Topic, v.Partner, v.Level, v.NoLevel, v.Reason)
	}

	// In the discussion they go through the descriptors. The lenses advise; the partnership agrees.
	t, _ = a.Topic("T07")
	for id, answer := range map[string]rubric.Answer{"T07.IN.a": rubric.No, "T07.EM.a": rubric.No, "T07.EM.b": rubric.Yes,
		"T07.ES.a": rubric.Yes, "T07.ES.b": rubric.Yes, "T07.EX.a": rubric.No, "T07.EX.b": rubric.No, "T07.EX.c": rubric.No,
		"T07.EX.d": rubric.Partly} {
		t.Answers = append(t.Answers, rubric.DescriptorAnswer{Descriptor: id, Answer: answer})
	}
	advice, err := r.Suggest("T07", t.Answers)
	if err != nil {
		log.Fatal(err)
	}
	for _, lens := range advice.Advice {
		fmt.Printf("%s suggests %v\n", lens.Lens, lens.Level)
	}
	t.Comments = "The learner strategy is still a draft."
	t.Moderation = &rubric.Moderation{HeldOn: day("2026-02-18"), Moderator: "strategy_group_lead", Level: rubric.Established,
		Reason: "voice reaches planning, ambassadors are to come", AgreedBy: rubric.ByPartnership, AgreedOn: day("2026-02-20"),
		Dissent: []rubric.Dissent{{Partner: "county", Level: rubric.Emerging, Reason: "a draft is not a strategy"}}}
	a = move(a.WithTopic(t), "T07", rubric.Agreed, "2026-02-20", "agreed, with one dissent")

	// What follows from it.
	profile, err := r.Profile(a)
	if err != nil {
		log.Fatal(err)
	}
	line, _ := profile.Topic("T07")
	fmt.Println("agreed:", line.Level, "- dissent:", line.Dissent[0].Partner)
	for _, gap := range line.Gaps.Unmet {
		fmt.Println("gap:", label(r, gap.Descriptor))
	}
	for _, next := range line.Next.Descriptors {
		fmt.Println("next:", label(r, next.ID))
	}
	fmt.Printf("%+v\n", profile.Counts())
	// Output:
	// T07: county   emerging  there is no strategy yet
	// T07: college  extending ambassadors are at work
	// T07: county             prefer_not_to_say
	// best_fit suggests established
	// highest_complete suggests established
	// cumulative suggests initial
	// agreed: established - dissent: county
	// gap: learner involvement strategy
	// next: voice informs strategy consistently
	// next: effect of voice evaluated and used
	// next: learners are partners in planning and evaluating
	// next: Learning Ambassadors in place and supported
	// {Initial:0 Emerging:0 Established:1 Extending:0 NotAgreed:16}
}

func move(a rubric.Assessment, topic string, to rubric.TopicState, on, why string) rubric.Assessment {
	ruling := practice.ByHand(a.TopicKey(topic), string(to), practice.MustDate(on), "strategy_group", why)
	next, err := a.AdvanceTopic(topic, ruling)
	if err != nil {
		log.Fatal(err) // a *practice.StageError; a is as it was
	}
	return next
}

func label(r *rubric.Rubric, id string) string {
	s, err := r.Text(id, "en")
	if err != nil {
		log.Fatal(err)
	}
	return s
}

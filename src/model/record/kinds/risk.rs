//! The scales, impact assessments, controls of one's own, and risks: what can go wrong, for whom, and what is done about it.

use super::{
    kind, later, may, need, on_demand, past, private, said_of, soon, want, want_when, want_with, when,
};
use crate::model::record::{Derived, Field, Follows, Init, Kind, Rule, Type, Want, While};

/// What follows from a day to look again that is past.
pub(super) const AGAIN: &str = "look at it again";

/// Largest value a step of a scale may have.
const STEP: u32 = 9;

/// How likely something is: a step of a scale people define.
pub static LIKELIHOOD: Kind = Kind {
    columns: &["weight", "means"],
    rules: &[Rule::Alone("weight"), Rule::Alone("name")],
    wants: &[want("means", "without it two people choose differently")],
    ..on_demand(&kind(
        "likelihood",
        ["likelihood", "a step of likelihood", "{n|likelihood|likelihoods}", "Likelihoods"],
        'L',
        &[
            need("name", Type::Line, "Name", "for example rare, possible, likely"),
            need("weight", Type::Number(STEP), "Value", "1 for the lowest step, then 2, 3 ..."),
            may(
                "means",
                Type::Line,
                "Means",
                "how often, so that two people choose the same: about once a year",
            ),
        ],
    ))
};

/// How bad something is: a step of a scale people define, for the organisation, for people and for society.
pub static CONSEQUENCE: Kind = Kind {
    columns: &["weight", "people"],
    rules: &[Rule::Alone("weight"), Rule::Alone("name")],
    wants: &[
        want("you", "without it two people choose differently"),
        want("people", "harm to people is rated by the same step"),
        want("society", "harm beyond them is rated by the same step"),
    ],
    ..on_demand(&kind(
        "consequence",
        ["consequence", "a step of consequence", "{n|consequence|consequences}", "Consequences"],
        'Y',
        &[
            need("name", Type::Line, "Name", "for example small, serious, severe"),
            need("weight", Type::Number(STEP), "Value", "1 for the lowest step, then 2, 3 ..."),
            may("you", Type::Line, "For you", "what it means for you: money, days, customers"),
            may(
                "people",
                Type::Line,
                "People",
                "what it means for a person: annoyance, unfair treatment, harm",
            ),
            may(
                "society",
                Type::Line,
                "Society",
                "what it means beyond: trust, environment, groups of people",
            ),
        ],
    ))
};

/// What a value of likelihood times consequence calls for.
pub static RISK_LEVEL: Kind = Kind {
    columns: &["from", "accept", "next"],
    rules: &[Rule::Alone("from"), Rule::Alone("name")],
    wants: &[
        want("next", "a level that asks for nothing changes nothing"),
        want("decides", "somebody has to be allowed to say that a risk stays"),
    ],
    ..on_demand(&kind(
        "risk-level",
        ["risk level", "a risk level", "{n|risk level|risk levels}", "Risk levels"],
        'Z',
        &[
            need("name", Type::Line, "Name", "for example low, medium, high"),
            need(
                "from",
                Type::Number(STEP * STEP),
                "From",
                "the lowest likelihood times consequence it holds for",
            ),
            may("accept", Type::Flag, "Acceptable", "yes if such a risk may stay as it is"),
            may("next", Type::Line, "What then", "what has to happen with such a risk, and how soon"),
            private(may("decides", Type::Who, "Who decides", "who may say that such a risk stays")),
        ],
    ))
};

/// What an AI system means for the people it touches. Not a data-protection assessment.
pub static IMPACT: Kind = Kind {
    columns: &["system", "severity", "decision"],
    before: "What the system means for people and society. This is no data-protection assessment; where a law asks for one, it is done as well.",
    rules: &[Rule::NotAhead("done"), Rule::NotBefore("review", "done")],
    wants: &[
        want("use", "what it is meant for is the measure of everything else"),
        want("misuse", "what people could do with it counts too"),
        want("people", "think also of those who never use it"),
        want("effect", "this is what the assessment is about"),
        want("severity", "so that it can be weighed"),
        want_when("measures", "decision", &["go-with-measures"], "the decision rests on them"),
        want("oversight", "somebody must be able to stop it"),
        want("decision", "an assessment without one leads nowhere"),
        want_with("decided-by", "decision", "somebody stands for it"),
        want_with("review", "done", "systems and their use change"),
    ],
    past: &[past("review", AGAIN)],
    ..on_demand(&kind(
        "impact",
        [
            "impact assessment",
            "an impact assessment",
            "{n|impact assessment|impact assessments}",
            "Impact assessments",
        ],
        'I',
        &[
            need("name", Type::Line, "What", "for example Screening of applicants, spring 2026"),
            need("system", Type::Link("system"), "AI system", "name or number in the register"),
            may("use", Type::Line, "Intended use", "what it is meant for, where, and by whom it is used"),
            may(
                "misuse",
                Type::Line,
                "Misuse",
                "what people could foreseeably do with it that it is not meant for",
            ),
            may(
                "people",
                Type::Line,
                "Who is affected",
                "also those who never use it, and groups that are easily hurt",
            ),
            may("effect", Type::Line, "Effect on people", "what can happen to them, good and bad"),
            may("severity", Type::Link("consequence"), "How severe", "a step of your scale of consequences"),
            may(
                "extent",
                Type::Choice(&["few", "many", "society"]),
                "How many",
                "few, many or society (beyond those it is used on)",
            ),
            may("society", Type::Line, "On society", "groups, environment, trust, work; none is an answer"),
            may("place", Type::Line, "Setting", "laws, customs and circumstances where it is used"),
            may(
                "measures",
                Type::Line,
                "Measures",
                "what is done so that it does not happen, or does less harm",
            ),
            may("oversight", Type::Line, "Oversight", "who watches, who may stop it, and how"),
            may("asked", Type::Line, "Who was asked", "people affected or those who speak for them"),
            may(
                "decision",
                Type::Choice(&["go", "go-with-measures", "stop"]),
                "Decision",
                "go, go-with-measures or stop",
            ),
            private(soon(
                "decision",
                &["go", "go-with-measures", "stop"],
                may("decided-by", Type::Who, "Decided by", "who decided"),
            )),
            may("done", Type::Date, "Done on", "the day it was done"),
            may("version", Type::Line, "Of version", "the version of the system that was looked at"),
            may("review", Type::Date, "Look again on", "the day to look at it again"),
            may(
                "again-when",
                Type::Line,
                "Look again when",
                "what would make you look earlier: a new use, a complaint",
            ),
            may("keep-until", Type::Date, "Keep until", "how long it is kept"),
            may("shown", Type::Line, "Who sees it", "which results others are shown, and whom"),
        ],
    ))
};

/// A control of one's own beside those of the standard.
pub static CONTROL: Kind = Kind {
    listed: false,
    on_demand: true,
    ..kind(
        "control",
        [
            "control of your own",
            "a control of your own",
            "{n|control|controls} of your own",
            "Controls of your own",
        ],
        'C',
        &[
            need("name", Type::Line, "Name", "what the control is called"),
            may("why", Type::Line, "Why needed", "the risk, law, contract or practice behind it"),
            may(
                "drivers",
                Type::Words(&["risk", "impact", "law", "contract", "practice"]),
                "Drivers",
                "risk, impact, law, contract, practice",
            ),
            may("how", Type::Line, "How it is done", "what is done here, not what is missing"),
            may(
                "state",
                Type::Choice(&["planned", "written", "in-use", "proven"]),
                "State",
                "planned, written, in-use or proven",
            ),
            private(may("owner", Type::Who, "Owner", "who answers for it")),
            may(
                "systems",
                Type::Links("system"),
                "AI systems",
                "those it is for, with commas; empty for all",
            ),
            later(may(
                "evidence",
                Type::Links("evidence"),
                "Evidence",
                "pieces of the register, with commas",
            )),
        ],
    )
};

/// Something that can go wrong with an AI system, for the organisation, for people or for society.
pub static RISK: Kind = Kind {
    columns: &["level", "owner", "treatment"],
    rules: &[
        Rule::NotAhead("checked"),
        Rule::NotAhead("accepted-on"),
        Rule::NotAhead("assessed"),
        Rule::NotBefore("accepted-until", "accepted-on"),
        Rule::NotBefore("review", "assessed"),
    ],
    wants: &[
        want("owner", "somebody has to answer for it"),
        want("on-organisation", "none is an answer"),
        want("on-people", "none is an answer"),
        want("on-society", "none is an answer"),
        want("systems", "which of them it can happen with; all of them, where it is any"),
        want("likelihood", "the level follows from it"),
        want("consequence", "the level follows from it"),
        want("treatment", "the risk is known, so what is done about it?"),
        want_when("controls", "treatment", &["reduce"], "they say what reduces it"),
        want_when("due", "treatment", &["reduce", "avoid", "share"], "without a day it waits"),
        want_when("left-likelihood", "treatment", &["reduce", "share"], "so that one sees what is left"),
        want_when("left-consequence", "treatment", &["reduce", "share"], "so that one sees what is left"),
        Want { only: While::MoreLeft, ..want("left-likelihood", "more is left than there was") },
        want_when("accepted-by", "treatment", &["accept"], "somebody has to stand for it"),
        Want {
            only: While::MayNotStay,
            ..want("accepted-by", "what is left is more than your levels let stay")
        },
        want_with("accepted-on", "accepted-by", "the name says little without its day"),
        want_with("accepted-until", "accepted-by", "nobody accepts a risk for ever"),
    ],
    said_of: &[said_of(
        &["likelihood", "consequence", "left-likelihood", "left-consequence"],
        &["accepted-by", "accepted-on", "accepted-until"],
    )],
    past: &[past("accepted-until", "the acceptance ran out: decide again"), past("review", AGAIN)],
    derived: &[
        Derived {
            key: "level",
            word: "Level",
            hint: "likelihood times consequence by your scales, as your risk levels call it",
            follows: Follows::Level("likelihood", "consequence"),
        },
        Derived {
            key: "level-left",
            word: "Level left",
            hint: "the same of what is left",
            follows: Follows::Level("left-likelihood", "left-consequence"),
        },
        Derived {
            key: "may-stay",
            word: "May stay",
            hint: "whether your risk levels let what is left stay as it is; before a treatment, the risk itself",
            follows: Follows::MayStay,
        },
    ],
    ..on_demand(&kind(
        "risk",
        ["risk", "a risk", "{n|risk|risks}", "Risks"],
        'R',
        &[
            need("what", Type::Line, "Risk", "what could happen, in one sentence"),
            may("cause", Type::Line, "Cause", "what could make it happen"),
            may("systems", Type::Links("system"), "AI systems", "those it can happen with, with commas"),
            may(
                "on-organisation",
                Type::Line,
                "For you",
                "what it would do to the organisation; none is an answer",
            ),
            may("on-people", Type::Line, "For people", "what it would do to people; none is an answer"),
            may("on-society", Type::Line, "For society", "what it would do beyond them; none is an answer"),
            may("likelihood", Type::Link("likelihood"), "Likelihood", "a step of your scale"),
            may(
                "consequence",
                Type::Link("consequence"),
                "Consequence",
                "the worst of the three, a step of your scale",
            ),
            private(may("owner", Type::Who, "Owner", "who answers for this risk")),
            may(
                "treatment",
                Type::Choice(&["reduce", "avoid", "share", "accept"]),
                "Treatment",
                "reduce, avoid, share or accept",
            ),
            when(
                may(
                    "controls",
                    Type::Requirements,
                    "Controls",
                    "ids of the controls that reduce it, with commas",
                ),
                "treatment",
                &["reduce", "share", "avoid"],
            ),
            later(when(
                may(
                    "own-controls",
                    Type::Links("control"),
                    "Own controls",
                    "controls of your own, with commas",
                ),
                "treatment",
                &["reduce", "share", "avoid"],
            )),
            later(may("routine", Type::Line, "Carried out in", "the everyday routine that does it")),
            may("due", Type::Date, "Due", "the day the treatment is wanted by"),
            later(may("status", Type::Progress, "Progress", "planned, started, or done and the day")),
            later(may("tell", Type::Line, "How you see it", "how you will see that the treatment works")),
            later(may("checked", Type::Date, "Checked on", "the day somebody looked whether it works")),
            later(may("worked", Type::Choice(&["yes", "partly", "no"]), "Did it work", "yes, partly or no")),
            later(may(
                "left-likelihood",
                Type::Link("likelihood"),
                "Likelihood left",
                "with the treatment in place",
            )),
            later(may(
                "left-consequence",
                Type::Link("consequence"),
                "Conseq. left",
                "with the treatment in place",
            )),
            private(soon(
                "treatment",
                &["accept"],
                may("accepted-by", Type::Who, "Accepted by", "who accepts what is left"),
            )),
            soon(
                "treatment",
                &["accept"],
                may("accepted-on", Type::Date, "Accepted on", "the day it was accepted"),
            ),
            soon(
                "treatment",
                &["accept"],
                may("accepted-until", Type::Date, "Accepted until", "the day to decide again"),
            ),
            later(may("from", Type::Link("impact"), "Comes from", "the impact assessment it was found in")),
            later(Field {
                init: Init::Today,
                ..may("assessed", Type::Date, "Assessed on", "the day it was last looked at")
            }),
            later(may("review", Type::Date, "Look again on", "the day to look at it again")),
            later(may("ref", Type::Line, "Number elsewhere", "in another register of yours")),
        ],
    ))
};

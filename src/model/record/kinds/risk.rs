//! The scales, impact assessments, controls of one's own, and risks: what can go wrong, for whom, and what is done about it.

use super::{kind, later, may, need, on_demand, private, when};
use crate::model::record::{Field, Init, Kind, Type};

/// Largest value a step of a scale may have.
const STEP: u32 = 9;

/// How likely something is: a step of a scale people define.
pub static LIKELIHOOD: Kind = on_demand(kind(
    "likelihood",
    ["likelihood", "a likelihood", "{n|likelihood|likelihoods}", "Likelihoods"],
    'L',
    &[
        need("name", Type::Line, "Name", "for example rare, possible, likely"),
        need("weight", Type::Number(STEP), "Value", "1 for the lowest step, then 2, 3 ..."),
        may("means", Type::Line, "Means", "how often, so that two people choose the same: about once a year"),
    ],
));

/// How bad something is: a step of a scale people define, for the organisation, for people and for society.
pub static CONSEQUENCE: Kind = on_demand(kind(
    "consequence",
    ["consequence", "a consequence", "{n|consequence|consequences}", "Consequences"],
    'Y',
    &[
        need("name", Type::Line, "Name", "for example small, serious, severe"),
        need("weight", Type::Number(STEP), "Value", "1 for the lowest step, then 2, 3 ..."),
        may("organisation", Type::Line, "Organisation", "what it means for you: money, days, customers"),
        may("people", Type::Line, "People", "what it means for a person: annoyance, unfair treatment, harm"),
        may("society", Type::Line, "Society", "what it means beyond: trust, environment, groups of people"),
    ],
));

/// What a value of likelihood times consequence calls for.
pub static RISK_LEVEL: Kind = on_demand(kind(
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
));

/// What an AI system means for the people it touches. Not a data-protection assessment.
pub static IMPACT: Kind = on_demand(kind(
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
        later(may(
            "society",
            Type::Line,
            "On society",
            "groups, environment, trust, work; none is an answer",
        )),
        later(may("place", Type::Line, "Setting", "laws, customs and circumstances where it is used")),
        may("measures", Type::Line, "Measures", "what is done so that it does not happen, or does less harm"),
        later(may("oversight", Type::Line, "Oversight", "who watches, who may stop it, and how")),
        later(may("asked", Type::Line, "Who was asked", "people affected or those who speak for them")),
        may(
            "decision",
            Type::Choice(&["go", "go-with-measures", "stop"]),
            "Decision",
            "go, go-with-measures or stop",
        ),
        private(later(may("decided-by", Type::Who, "Decided by", "who decided"))),
        may("done", Type::Date, "Done on", "the day it was done"),
        later(may("version", Type::Line, "Of version", "the version of the system that was looked at")),
        later(may("review", Type::Date, "Look again on", "the day to look at it again")),
        later(may(
            "again-when",
            Type::Line,
            "Look again when",
            "what would make you look earlier: a new use, a complaint",
        )),
        later(may("keep-until", Type::Date, "Keep until", "how long it is kept")),
        later(may("shown", Type::Line, "Who sees it", "which results others are shown, and whom")),
    ],
));

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
pub static RISK: Kind = on_demand(kind(
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
            may("own-controls", Type::Links("control"), "Own controls", "controls of your own, with commas"),
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
        private(later(may("accepted-by", Type::Who, "Accepted by", "who accepts what is left"))),
        later(may("accepted-on", Type::Date, "Accepted on", "the day it was accepted")),
        later(may("accepted-until", Type::Date, "Accepted until", "the day to decide again")),
        later(may("from", Type::Link("impact"), "Comes from", "the impact assessment it was found in")),
        later(Field {
            init: Init::Today,
            ..may("assessed", Type::Date, "Assessed on", "the day it was last looked at")
        }),
        later(may("review", Type::Date, "Look again on", "the day to look at it again")),
        later(may("ref", Type::Line, "Number elsewhere", "in another register of yours")),
    ],
));

//! Ready scales for weighing risks, offered where there are none: what they are put into registers as, in words that
//! two people understand alike. People change them there.

use crate::model::record::{CONSEQUENCE, Draft, Kind, LIKELIHOOD, RISK_LEVEL};
use crate::say;

/// How many steps ready scales have.
pub const STEPS: [usize; 2] = [3, 4];

fn draft(fields: &[(&str, &str)]) -> Draft {
    fields.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
}

/// What a ready scale of so many steps is made of, in a line.
pub fn in_short(steps: usize) -> String {
    let names = |kind: &'static Kind| {
        let all = ready(steps);
        let of = all.iter().filter(|(k, _)| k.key == kind.key);
        of.filter_map(|(_, draft)| draft.get("name").cloned()).collect::<Vec<_>>().join(", ")
    };
    format!("{}; {}; {}", names(&LIKELIHOOD), names(&CONSEQUENCE), names(&RISK_LEVEL))
}

/// The records of ready scales of 3 or 4 steps, in the order they are added.
pub fn ready(steps: usize) -> Vec<(&'static Kind, Draft)> {
    let four = steps > 3;
    let likely: Vec<[&str; 2]> = if four {
        vec![
            [say!("rare"), say!("less than once in five years")],
            [say!("unlikely"), say!("once in a few years")],
            [say!("possible"), say!("about once a year")],
            [say!("likely"), say!("several times a year or more")],
        ]
    } else {
        vec![
            [say!("unlikely"), say!("less than once in three years")],
            [say!("possible"), say!("about once a year")],
            [say!("likely"), say!("several times a year or more")],
        ]
    };
    let mut bad: Vec<[&str; 4]> = vec![[
        say!("minor"),
        say!("a few hours of work; nobody outside notices"),
        say!("an annoyance that is soon put right"),
        say!("nothing beyond those it happens to"),
    ]];
    if four {
        bad.push([
            say!("noticeable"),
            say!("days of work, or one customer is annoyed"),
            say!("lost time or a little money, or a decision that has to be taken again"),
            say!("some people outside hear of it and trust us less"),
        ]);
    }
    bad.push([
        say!("serious"),
        say!("weeks of work; customers or much money are lost"),
        say!("unfair treatment, lost money, or private matters seen by others"),
        say!("a group of people is treated worse, or trust is hurt for a long time"),
    ]);
    bad.push([
        say!("severe"),
        say!("the business or a licence is at stake"),
        say!("lasting harm to health, livelihood or rights"),
        say!("many people, public life or the environment are harmed"),
    ]);
    let mut levels: Vec<[&str; 4]> = vec![
        [say!("low"), "1", "yes", say!("it may stay; look at it again once a year")],
        [
            say!("medium"),
            if four { "4" } else { "3" },
            "",
            say!("treat it within three months, or write down why not"),
        ],
        [
            say!("high"),
            if four { "8" } else { "6" },
            "",
            say!("treat it at once; only who leads the organisation may let it stay"),
        ],
    ];
    if four {
        levels.push([say!("very high"), "12", "", say!("stop what causes it until it is treated")]);
    }
    let numbered = |n: usize| (n + 1).to_string();
    let likely = likely.iter().enumerate().map(|(n, [name, means])| {
        (&LIKELIHOOD, draft(&[("name", name), ("weight", &numbered(n)), ("means", means)]))
    });
    let bad = bad.iter().enumerate().map(|(n, [name, us, people, society])| {
        let fields = [
            ("name", *name),
            ("weight", &numbered(n)),
            ("you", us),
            ("people", people),
            ("society", society),
        ];
        (&CONSEQUENCE, draft(&fields))
    });
    let levels = levels.iter().map(|[name, from, accept, next]| {
        (&RISK_LEVEL, draft(&[("name", name), ("from", from), ("accept", accept), ("next", next)]))
    });
    let all = likely.map(|(k, d)| (k as &'static Kind, d)).chain(bad.map(|(k, d)| (k as &'static Kind, d)));
    all.chain(levels.map(|(k, d)| (k as &'static Kind, d))).collect()
}

/// That there are no ready scales of so many steps.
pub(super) fn none(typed: &str) -> String {
    let steps = STEPS.map(|n| n.to_string()).join(say!(" or "));
    say!("Ready scales have {steps} steps, and none has \"{typed}\". Nothing was changed.", steps, typed)
}

/// That scales stand already, so many steps of each, and how they are changed.
pub(super) fn stand([likely, bad, levels]: [usize; 3]) -> String {
    say!(
        "Scales stand already: {likely|step|steps} of likelihood, {bad|step|steps} of consequence, {levels|risk level|risk \
         levels}. Change them one by one under Likelihoods, Consequences and Risk levels (record likelihood, record \
         consequence, record risk-level). Nothing was changed.",
        likely,
        bad,
        levels
    )
}

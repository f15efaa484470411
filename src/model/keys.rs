//! Prefixes and names of facts that are no record's. A leaf.

/// Organisation name.
pub const ORGANISATION: &str = "about.organisation";
/// Scope sentence.
pub const SCOPE: &str = "about.scope";
/// Comma-separated roles.
pub const ROLES: &str = "about.roles";
/// `solo`, `micro`, `small`, `medium`, `large`.
pub const SIZE: &str = "about.size";
/// `yes` where somebody who works alone wants to be asked what needs other people too.
pub const ASK_ALL: &str = "about.ask-all";
/// What `small` meant when the size was given, where that was by the rule before this one.
pub const SIZE_MEANT: &str = "about.size-meant";
/// Hours a week the organisation can give.
pub const HOURS: &str = "about.hours-per-week";
/// Start of the work, ISO date.
pub const START: &str = "about.start";
/// Wished end, ISO date.
pub const TARGET: &str = "about.target";
/// Days nobody works beside weekends and the usual ones, with commas: `05-17` every year, `2027-05-17` once; `none`.
pub const DAYS_OFF: &str = "about.days-off";
/// Weeks of records before the internal audit.
pub const RECORD_WEEKS: &str = "about.record-weeks";
/// Weeks of corrective action after audit and review, before Stage 1.
pub const CORRECTIVE_WEEKS: &str = "about.corrective-weeks";
/// Weeks from Stage 1 to Stage 2.
pub const STAGE2_WEEKS: &str = "about.stage2-weeks";
/// Questionnaire id and version.
pub const QUESTIONNAIRE: &str = "about.questionnaire";
/// The format of the file, set by the event that brought it there.
pub const FORMAT: &str = "about.format";
/// Rule of the method.
pub const RULE: &str = "about.rule";
/// The assessment this one started from.
pub const FOLLOWS: &str = "about.follows";
/// Of a file that was handed out: the id of the hand-out, one a person and time.
pub const HAND_OUT: &str = "about.hand-out";
/// Of a file that was handed out: the person it is for, by the id of the register it came from.
pub const HAND_OUT_FOR: &str = "about.hand-out-for";
/// Of a file that was handed out: number and hash of the last event of the file it came from.
pub const ORIGIN: &str = "about.origin";
/// Of a file that was handed out: to whom it goes back.
pub const BACK_TO: &str = "about.back-to";
/// Of a file that was handed out: the day by which it goes back.
pub const BACK_BY: &str = "about.back-by";
/// Who holds an ISO/IEC 27001 certificate, and its scope.
pub const ISO27001: &str = "about.iso27001";
/// Answer to a question of the quick check, by its id: `yes`, `partly`, `no`, `?`.
pub const QUICK: &str = "quick.";
/// Note on an id.
pub const NOTE: &str = "note.";
/// Reason for not applicable, by id.
pub const REASON: &str = "reason.";
/// Marked for review, by id.
pub const REVIEW: &str = "review.";
/// Whether several people's answers were shown to the room, by id.
pub const VOTES_SHOWN: &str = "votes-shown.";
/// What somebody holds against the agreed answer, by id.
pub const DISSENT: &str = "dissent.";
/// From which answers of single people the agreed one was made, and how, by id.
pub const AGREED_FROM: &str = "agreed-from.";
/// In the layer of somebody who answered apart: the hand-out an answer came with, by id.
pub const CAME_WITH: &str = "from.";
/// In the layer of somebody who answered apart: how far a hand-out was collected, by its id.
pub const COLLECTED: &str = "collected.";
/// In the layer of somebody who answered apart: what they put aside in their own file, in their words, by the id of the parked item.
pub const PUT_ASIDE: &str = "put-aside.";
/// Whom to ask about a Don't know, by id.
pub const ASK: &str = "ask.";
/// Owner of the work on a requirement.
pub const OWNER: &str = "owner.";
/// Effort in hours set by a person, by requirement.
pub const EFFORT: &str = "effort.";
/// Rank set by a person with a reason, by requirement: `3 reason`.
pub const RANK: &str = "rank.";
/// Earliest start set by a person, by action.
pub const PIN: &str = "pin.";
/// Due date set by a person, by action.
pub const DUE: &str = "due.";
/// How one sees that an action is done, in a person's words, by action.
pub const DONE_WHEN: &str = "done-when.";
/// Progress of an action: `planned`, `started`, `done`, the last perhaps with its date.
pub const ACTION_STATUS: &str = "action-status.";
/// Order and days of a plan somebody chose to keep.
pub const PLAN_ORDER: &str = "plan.order";
/// Why a control is needed, by its id.
pub const WHY_IN: &str = "why-in.";
/// What sort of thing a control is needed for: its id and one of [`super::statement::Driver`], `yes`.
pub const DRIVER: &str = "driver.";
/// How a control is done here, by its id.
pub const HOW: &str = "how.";
/// The AI systems a control is for: its id and the record's, `yes`.
pub const FOR: &str = "for.";
/// The day to look at an exclusion again, by the id of the control.
pub const AGAIN: &str = "again.";
/// That a control is in, where nothing else says so yet: by its id, `yes`.
pub const IN: &str = "in.";
/// Answer to a question of a paper, by the paper and its key: `paper.ai-policy.approver`.
pub const PAPER: &str = "paper.";
/// What was written into a file for a paper: SHA-256, then each template with its version.
pub const WRITTEN: &str = "written.";
/// Value of a rating that was withdrawn; blocks what would come from above.
pub const CLEAR: &str = "clear";

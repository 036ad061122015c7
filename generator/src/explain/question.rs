//! An explanation: questions about one thing, each with its answer and the claims that it was chosen from, judged by the
//! answer.

use crate::facts::Origin;

/// All claims of one kind: the best one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// What they are about: `type`, `base`, `members` …
    pub about: String,
    /// What was made of them.
    pub answer: String,
    /// By rank, then in page order.
    pub claims: Vec<Claim>,
}

/// What one place says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// What it says.
    pub says: String,
    /// Where, and by which rule it was read.
    pub origin: Origin,
    /// 1 is believed before 2.
    pub rank: u8,
    /// Why it was believed, agrees, or lost.
    pub verdict: &'static str,
}

/// The claims about one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// `microsoft.graph.user.mail`
    pub name: String,
    /// What can be asked about it.
    pub questions: Vec<Question>,
}

impl Claim {
    pub(super) fn new(says: String, origin: Origin, rank: u8) -> Self {
        Self {
            says,
            origin,
            rank,
            verdict: "",
        }
    }
}

impl Question {
    /// Sorts the claims, and judges them by the answer.
    pub(super) fn new(about: &str, answer: &str, mut claims: Vec<Claim>) -> Self {
        claims.sort_by_key(|claim| (claim.rank, claim.origin.span));
        let mut believed = false;
        for claim in &mut claims {
            let agrees = claim.says.eq_ignore_ascii_case(answer);
            claim.verdict = match (claim.says == answer, believed) {
                (true, false) => "believed: the best rank that says so",
                (true, true) => "agrees",
                (false, _) if agrees => "agrees but for letter case",
                (false, true) => "lost to a better rank",
                (false, false) => "gave way to what other places say",
            };
            believed |= claim.says == answer;
        }
        Self {
            about: about.to_owned(),
            answer: answer.to_owned(),
            claims,
        }
    }

    /// One with several answers, which the claims give together.
    pub(super) fn listing(about: &str, answers: &[String], mut claims: Vec<Claim>) -> Self {
        claims.sort_by_key(|claim| (claim.rank, claim.origin.span));
        for claim in &mut claims {
            claim.verdict = if answers.contains(&claim.says) {
                "believed"
            } else {
                "taken together with others, or about something else"
            };
        }
        Self {
            about: about.to_owned(),
            answer: answers.join("; "),
            claims,
        }
    }
}

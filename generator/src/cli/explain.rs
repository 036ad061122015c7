//! `docwright explain`: the sources of the facts about a type, a property, a member of an enum or an operation.

use crate::config::Fixup;
use crate::explain::{Explanation, Question};
use crate::lint::file_range::FileRanges;

use super::args::ExplainArgs;
use super::{Failure, Outcome, report};

/// Prints the claims.
pub(crate) fn run(args: &ExplainArgs) -> Result<Outcome, Failure> {
    let input = args.docs.builder().read()?;
    let target = &args.target;
    let Some(found) = input.explain(target) else {
        return Err(Failure(format!(
            "no page documents `{target}`, or several types have this name; write a type with its namespace, or an operation by its id, title or URL"
        )));
    };
    let mut ranges = FileRanges::new(&input.docs);
    let mut out = format!("{}\n", found.name);
    for question in &found.questions {
        claims(question, &mut ranges, &mut out);
    }
    for fixup in &input.config.fixups {
        if is_about(fixup, &found) {
            let (target, set, why) = (fixup.target.get_ref(), &fixup.set.0, &fixup.why);
            out.push_str(&format!(
                "\ndocwright.toml sets {target} to `{set}`: {why}\n"
            ));
        }
    }
    report::result(&out)?;
    Ok(Outcome::Fine)
}

fn claims(question: &Question, ranges: &mut FileRanges<'_>, out: &mut String) {
    let (about, answer) = (&question.about, &question.answer);
    out.push_str(&format!("\n{about}: {answer}\n"));
    for claim in &question.claims {
        let range = ranges.range(claim.origin.span);
        let (line, column) = range.start;
        let (file, rule, rank) = (&range.file, claim.origin.rule.words(), claim.rank);
        out.push_str(&format!(
            "  {file}:{line}:{column}: {rule} (rank {rank}): `{}`: {}\n",
            claim.says, claim.verdict
        ));
    }
}

/// Whether a fixup is about this item: its target begins with the short name.
fn is_about(fixup: &Fixup, found: &Explanation) -> bool {
    let target = fixup.target.get_ref();
    let mut rest = found.name.as_str();
    loop {
        if target
            .strip_prefix(rest)
            .is_some_and(|rest| rest.starts_with('.'))
        {
            return true;
        }
        match rest.split_once('.') {
            Some((_, shorter)) => rest = shorter,
            None => return false,
        }
    }
}

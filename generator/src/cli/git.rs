//! Files of a revision, read through the git program: `REV:path`, without touching the work tree.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::Failure;

/// A repository.
pub(crate) struct Repository {
    folder: PathBuf,
}

/// What stands at `REV:path`.
pub(crate) enum Object {
    /// A folder.
    Tree,
    /// A file.
    Blob,
}

impl Repository {
    /// The repository that the folder lies in.
    pub(crate) fn around(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// What stands there.
    pub(crate) fn kind(&self, name: &str) -> Result<Object, Failure> {
        match self.text(&["cat-file", "-t", name])?.trim() {
            "tree" | "commit" | "tag" => Ok(Object::Tree),
            _ => Ok(Object::Blob),
        }
    }

    /// The text of a file; bytes that are no UTF-8 are replaced.
    pub(crate) fn file(&self, name: &str) -> Result<String, Failure> {
        self.text(&["cat-file", "blob", name])
    }

    /// The paths of all files below a folder for which `wanted` holds, each with its text, in git's order. Links are no files.
    pub(crate) fn files(
        &self,
        name: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, String)>, Failure> {
        let list = self.text(&["ls-tree", "-r", "-z", "--full-tree", name])?;
        let mut found: Vec<(String, String)> = Vec::new();
        for entry in list.split('\0') {
            let Some((head, path)) = entry.split_once('\t') else {
                continue;
            };
            let mut head = head.split(' ');
            if let (Some("100644" | "100755"), Some("blob"), Some(id)) =
                (head.next(), head.next(), head.next())
                && wanted(path)
            {
                found.push((path.to_owned(), id.to_owned()));
            }
        }
        let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
        let texts = self.blobs(&ids)?;
        let paths = found.into_iter().map(|(path, _)| path);
        Ok(paths.zip(texts).collect())
    }

    /// The texts of these objects, by one process.
    fn blobs(&self, ids: &[&str]) -> Result<Vec<String>, Failure> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| cannot_run(&error))?;
        let mut asked = String::with_capacity(ids.len() * 41);
        for id in ids {
            asked.push_str(id);
            asked.push('\n');
        }
        let answer = talk(&mut child, asked.into_bytes()).map_err(|error| cannot_run(&error))?;
        let _ = child.wait();
        let mut rest = answer.as_slice();
        let mut texts = Vec::with_capacity(ids.len());
        for id in ids {
            let broken = || Failure(format!("git: cannot read the object {id}"));
            let (text, after) = blob(rest).ok_or_else(broken)?;
            texts.push(String::from_utf8_lossy(text).into_owned());
            rest = after;
        }
        Ok(texts)
    }

    /// What git says to a command.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, Failure> {
        let output = self
            .command(args)
            .output()
            .map_err(|error| cannot_run(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let said = String::from_utf8_lossy(&output.stderr);
        Err(Failure(format!("git: {}", said.trim())))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(args);
        command
    }
}

/// Writes what is asked while the answer is read: neither side waits for the other for ever.
fn talk(child: &mut Child, asked: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let mut input = child.stdin.take();
    let writer =
        std::thread::spawn(move || input.as_mut().map_or(Ok(()), |it| it.write_all(&asked)));
    let mut answer = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_end(&mut answer)?;
    }
    // A git that went away is seen by the answer being too short.
    drop(writer.join());
    Ok(answer)
}

/// `ID blob SIZE`, a line end, the bytes, a line end; and what follows.
fn blob(answer: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = answer.iter().position(|byte| *byte == b'\n')?;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let size: usize = head.rsplit(' ').next()?.parse().ok()?;
    let start = end + 1;
    let text = answer.get(start..start.checked_add(size)?)?;
    let rest = answer.get(start + size + 1..)?;
    Some((text, rest))
}

fn cannot_run(error: &std::io::Error) -> Failure {
    Failure(format!("cannot run git: {error}"))
}

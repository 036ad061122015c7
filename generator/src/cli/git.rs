//! Reads files of a git revision, `REV:path`, with the git program. Does not touch the work tree.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::Failure;

/// A repository.
pub(crate) struct Repository {
    folder: PathBuf,
}

/// The kind of object at `REV:path`.
pub(crate) enum Object {
    /// A folder.
    Tree,
    /// A file.
    Blob,
}

impl Repository {
    /// The repository that contains a folder.
    pub(crate) fn around(folder: &Path) -> Self {
        Self {
            folder: folder.to_owned(),
        }
    }

    /// The kind of an object.
    pub(crate) fn kind(&self, name: &str) -> Result<Object, Failure> {
        match self.text(&["cat-file", "-t", name])?.trim() {
            "tree" | "commit" | "tag" => Ok(Object::Tree),
            _ => Ok(Object::Blob),
        }
    }

    /// The text of a file; invalid UTF-8 is replaced.
    pub(crate) fn file(&self, name: &str) -> Result<String, Failure> {
        self.text(&["cat-file", "blob", name])
    }

    /// The paths and texts of all files below a folder for which `wanted` holds, in git's order, without symbolic links.
    pub(crate) fn files(
        &self,
        name: &str,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Vec<(String, String)>, Failure> {
        let list = self.text(&["ls-tree", "-r", "-z", "--full-tree", name])?;
        let mut files: Vec<(String, String)> = Vec::new();
        for entry in list.split('\0') {
            let Some((head, path)) = entry.split_once('\t') else {
                continue;
            };
            let mut head = head.split(' ');
            if let (Some("100644" | "100755"), Some("blob"), Some(id)) =
                (head.next(), head.next(), head.next())
                && wanted(path)
            {
                files.push((path.to_owned(), id.to_owned()));
            }
        }
        let ids: Vec<&str> = files.iter().map(|(_, id)| id.as_str()).collect();
        let texts = self.blobs(&ids)?;
        let paths = files.into_iter().map(|(path, _)| path);
        Ok(paths.zip(texts).collect())
    }

    /// The texts of several objects, read by one process.
    fn blobs(&self, ids: &[&str]) -> Result<Vec<String>, Failure> {
        let mut child = self
            .command(&["cat-file", "--batch"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| cannot_run(&error))?;
        let mut request = String::with_capacity(ids.len() * 41);
        for id in ids {
            request.push_str(id);
            request.push('\n');
        }
        let answer =
            exchange(&mut child, request.into_bytes()).map_err(|error| cannot_run(&error))?;
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

    /// The output of a git command.
    pub(super) fn text(&self, args: &[&str]) -> Result<String, Failure> {
        let output = self
            .command(args)
            .output()
            .map_err(|error| cannot_run(&error))?;
        if output.status.success() {
            return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
        }
        let message = String::from_utf8_lossy(&output.stderr);
        Err(Failure(format!("git: {}", message.trim())))
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).args(args);
        command
    }
}

/// Writes the request while reading the answer, so that full pipes cannot block both sides.
fn exchange(child: &mut Child, request: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let mut input = child.stdin.take();
    let writer = std::thread::spawn(move || match &mut input {
        Some(input) => input.write_all(&request),
        None => Ok(()),
    });
    let mut answer = Vec::new();
    if let Some(mut output) = child.stdout.take() {
        output.read_to_end(&mut answer)?;
    }
    // If git ends early, the answer is too short.
    drop(writer.join());
    Ok(answer)
}

/// Splits `ID blob SIZE`, a line end, the bytes and a line end from what follows.
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

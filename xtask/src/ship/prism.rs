//! The generated crate against a server that nobody here wrote: Prism serves the OpenAPI document of docs-input and validates
//! every request; the crate's own example `every_operation` calls every operation at every documented URL.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use docwright::Builder;
use serde_json::Value;

use crate::repo::{cargo, output, root, scratch};

/// How long Prism may take to read the document and listen: a minute and a half of processor time for 300 operations.
const START: Duration = Duration::from_mins(10);

/// A server that ends with this value.
struct Server {
    process: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; there is nothing to be done about that here.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Serves the document, calls everything, and says what was refused.
pub(crate) fn run(program: Option<&str>) -> Result<bool> {
    let document = export()?;
    let server = serve(program.unwrap_or("prism"), &document)?;
    let lines = drive(&server.url)?;
    let templates: Vec<&str> = lines
        .iter()
        .filter_map(|line| line["template"].as_str())
        .collect();
    let (mut calls, mut refused, mut left_out, mut unanswered) = (0, 0, 0, 0);
    for line in &lines {
        let template = line["template"].as_str().unwrap_or_default();
        if template.is_empty() || templates.iter().any(|other| hides(other, template)) {
            left_out += 1;
            continue;
        }
        calls += 1;
        // The request was fine, but Prism does not keep to the document itself: its answer would be the page's example, with a
        // null or a member that the document does not allow.
        if line["status"].as_u64() == Some(500) {
            unanswered += 1;
            continue;
        }
        if let Some(why) = refusal(line) {
            refused += 1;
            println!("{} {}: {why}", line["method"], line["url"]);
        }
    }
    ensure!(calls > 0, "the example called nothing");
    println!(
        "prism: {calls} calls, {refused} refused; {unanswered} accepted without an answer, for want of one that fits the document; \
         {left_out} left out: pages without a URL, and functions that Prism takes for a key"
    );
    Ok(refused == 0)
}

/// Whether Prism, which compares segment by segment, may serve this template by the other one: where it has `/f(x='{x}')`,
/// the other one has `/{id}`.
fn hides(other: &str, template: &str) -> bool {
    let is_key = |segment: &str| segment.starts_with('{') && segment.ends_with('}');
    let mut hidden = false;
    other.split('/').count() == template.split('/').count()
        && other
            .split('/')
            .zip(template.split('/'))
            .all(|(other, segment)| {
                let is_hiding = is_key(other) && segment.contains("={") | segment.contains("='{");
                hidden |= is_hiding;
                is_hiding || other == segment || (is_key(other) && is_key(segment))
            })
        && hidden
}

/// Why a call was not served; `None` when it was.
fn refusal(line: &Value) -> Option<String> {
    let error = line["error"].as_str();
    match line["status"].as_u64() {
        Some(200..=399) if error.is_none() => None,
        Some(status) => Some(format!("{status} {}", error.unwrap_or_default())),
        None => Some(error.unwrap_or("no status").to_owned()),
    }
}

/// The OpenAPI document of docs-input, in a file.
fn export() -> Result<PathBuf> {
    let docs = root().join("docs-input");
    let input = Builder::new()
        .docs(&docs)
        .config(docs.join("docwright.toml"))
        .read()?;
    let (model, _) = input.model();
    let file = scratch("prism.openapi.json");
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(&file, docwright::export::openapi(&model, &input.api_info()))?;
    Ok(file)
}

/// Starts Prism on a free port and waits until it listens.
fn serve(program: &str, document: &Path) -> Result<Server> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let log = std::fs::File::create(document.with_extension("log"))?;
    let process = Command::new(program)
        .args(["mock", "--errors", "--port", &port.to_string()])
        .arg(document)
        .stdout(log.try_clone()?)
        .stderr(log)
        .stdin(Stdio::null())
        .spawn()
        .with_context(|| {
            format!("cannot start {program}: npm install -g @stoplight/prism-cli provides it")
        })?;
    let mut server = Server {
        process,
        url: format!("http://127.0.0.1:{port}"),
    };
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if let Some(status) = server.process.try_wait()? {
            bail!("prism ended with {status}; see {}.log", document.display());
        }
        ensure!(
            start.elapsed() < START,
            "prism does not listen after {START:?}"
        );
        std::thread::sleep(Duration::from_millis(100));
    }
    Ok(server)
}

/// Calls every operation; one line of JSON for each.
fn drive(url: &str) -> Result<Vec<Value>> {
    let mut command = cargo(&root().join("generated"));
    command
        .args(["run", "--quiet", "--all-features", "--example"])
        .args(["every_operation", "--", "--send"])
        .env("GRAPH_BASE_URL", url);
    output(&mut command)?
        .lines()
        .map(|line| serde_json::from_str(line).with_context(|| format!("no JSON: {line}")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_hides_a_function_beside_it() {
        assert!(hides("/a/{a-id}/b/{id}", "/a/{id}/b/f(x='{x}')"));
        assert!(!hides("/a/{id}/c/{id}", "/a/{id}/b/f(x='{x}')"));
        assert!(!hides("/a/{id}", "/a/f"));
        assert!(!hides("/a/{id}", "/a/{name}"));
    }
}

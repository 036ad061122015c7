//! What the examples share: a client made of environment variables.

use msgraph::Client;

/// What an example gives back.
pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A client with the token in `GRAPH_TOKEN`; `GRAPH_BASE_URL` names another service, such as a test server.
pub(crate) fn client() -> Result<Client, Box<dyn std::error::Error>> {
    let token = variable("GRAPH_TOKEN")?;
    let mut builder = Client::builder().token(token);
    if let Ok(url) = std::env::var("GRAPH_BASE_URL") {
        builder = builder.base_url(&url);
    }
    Ok(builder.build()?)
}

/// An environment variable that must be there.
pub(crate) fn variable(name: &str) -> Result<String, String> {
    std::env::var(name).map_err(|_| format!("set the environment variable {name}"))
}

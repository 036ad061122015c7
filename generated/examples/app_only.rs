//! Lists the accounts of a tenant as an application, without anybody signed in: the client credentials grant of OAuth 2.0
//! (RFC 6749, section 4.4).
//!
//! `AZURE_TENANT_ID=… AZURE_CLIENT_ID=… AZURE_CLIENT_SECRET=… cargo run --example app_only`
//!
//! `AZURE_AUTHORITY_HOST` and `GRAPH_BASE_URL` name other services. Other ways to sign in, certificates and managed identities
//! among them, come with the cargo feature `azure-identity`: see `AzureCredential`.

#[allow(dead_code, reason = "this one has a token of its own")]
mod support;

use std::time::Duration;

use futures_util::TryStreamExt;
use msgraph::Client;
use msgraph::prelude::*;
use msgraph::properties::user;
use msgraph::runtime::client as runtime;
use msgraph::runtime::serde_json::Value;
use runtime::{BoxError, Call, Info, Method, Token};
use support::variable;

#[tokio::main]
async fn main() -> support::Outcome {
    let authority = variable("AZURE_AUTHORITY_HOST")
        .unwrap_or_else(|_| "https://login.microsoftonline.com".to_owned());
    let login = runtime::Client::builder(&authority).build()?;
    let tenant = variable("AZURE_TENANT_ID")?;
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("grant_type", "client_credentials")
        .append_pair("client_id", &variable("AZURE_CLIENT_ID")?)
        .append_pair("client_secret", &variable("AZURE_CLIENT_SECRET")?)
        .append_pair("scope", "https://graph.microsoft.com/.default")
        .finish();
    // Asked for a token once, and again shortly before that one expires.
    let sign_in = move || sign_in(login.clone(), tenant.clone(), form.clone());
    let mut builder = Client::builder().token(sign_in);
    if let Ok(url) = variable("GRAPH_BASE_URL") {
        builder = builder.base_url(&url);
    }
    let graph = builder.build()?;
    let mut users = graph
        .users()
        .list()
        .select((user::ID, user::USER_PRINCIPAL_NAME))
        .stream();
    while let Some(user) = users.try_next().await? {
        println!(
            "{}",
            user.user_principal_name.as_deref().unwrap_or("(no name)")
        );
    }
    Ok(())
}

async fn sign_in(login: runtime::Client, tenant: String, form: String) -> Result<Token, BoxError> {
    static POST: Info = Info::undocumented(Method::Post);
    let place = login
        .root()
        .key(&tenant)
        .name("oauth2")
        .name("v2.0")
        .name("token");
    let answer: Value = Call::new(place, &POST)
        .content("application/x-www-form-urlencoded", form.into())
        .send()
        .await?
        .json()
        .await?;
    let token = answer["access_token"]
        .as_str()
        .ok_or("the answer has no token")?;
    let seconds = answer["expires_in"].as_u64().unwrap_or(0);
    Ok(Token::lasting(token, Duration::from_secs(seconds)))
}

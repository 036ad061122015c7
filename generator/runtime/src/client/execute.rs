//! From a call to its response: credentials, sending, telling success from failure.

use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};

use super::call::Call;
use super::error::{Error, ErrorKind};
use super::response::{Head, Response};
use super::{BoxFuture, Client, Result, origin};

/// Sends a call.
pub(crate) fn execute(client: Client, call: Call) -> BoxFuture<'static, Result<Response>> {
    Box::pin(async move {
        let info = call.info();
        run(client, call)
            .await
            .map_err(|error| error.with_info(info))
    })
}

async fn run(client: Client, call: Call) -> Result<Response> {
    let info = call.info();
    let own_headers = call.headers().clone();
    let mut request = call.into_request()?;
    if let Some(why) = origin::unusable(request.uri()) {
        return Err(Error::new(ErrorKind::Argument).with_message(why));
    }
    let settings = client.settings();
    if !settings
        .origins
        .iter()
        .any(|allowed| origin::same(allowed, request.uri()))
    {
        return Err(Error::new(ErrorKind::Origin).with_message(
            "the URL is on another origin; name it with `allow_origin` to send credentials there",
        ));
    }
    for (name, value) in &settings.headers {
        if !request.headers().contains_key(name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    if !request.headers().contains_key(ACCEPT) {
        let json = HeaderValue::from_static("application/json, */*;q=0.5");
        request.headers_mut().insert(ACCEPT, json);
    }
    if let Some(bearer) = bearer(&client).await? {
        request.headers_mut().insert(AUTHORIZATION, bearer);
    }
    let (parts, body) = settings.transport.send(request).await?.into_parts();
    let head = Head::new(parts.status, parts.headers);
    respond(Response::new(client, info, own_headers, head, body)).await
}

async fn respond(response: Response) -> Result<Response> {
    if response.status().is_success() {
        return Ok(response);
    }
    let head = response.head().clone();
    let error = Error::new(ErrorKind::Service).with_answer(head.status, head.headers);
    Err(match response.bytes().await {
        Ok(body) => error.with_body(body),
        Err(_) => error,
    })
}

async fn bearer(client: &Client) -> Result<Option<HeaderValue>> {
    let Some(provider) = &client.settings().token else {
        return Ok(None);
    };
    let fail = |message| Error::new(ErrorKind::Token).with_message(message);
    let token = provider.token().await;
    let token = token.map_err(|source| fail("no token came").with_source(source))?;
    match HeaderValue::from_str(&format!("Bearer {}", token.secret())) {
        Ok(mut value) => {
            value.set_sensitive(true);
            Ok(Some(value))
        }
        Err(_) => Err(fail("the token has a character that no header can hold")),
    }
}

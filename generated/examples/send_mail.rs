//! Sends a mail to one recipient.
//!
//! `GRAPH_TOKEN=… cargo run --example send_mail adele@contoso.com "Subject" "Text"`

mod support;

use msgraph::models::{BodyType, EmailAddress, ItemBody, Message, Recipient};
use msgraph::operations::UserSendMailBody;

#[tokio::main]
async fn main() -> support::Outcome {
    let [to, subject, text] = arguments().ok_or("usage: send_mail RECIPIENT SUBJECT TEXT")?;
    let recipient = Recipient {
        email_address: EmailAddress {
            address: to.into(),
            ..Default::default()
        }
        .into(),
        ..Default::default()
    };
    let message = Message {
        subject: subject.into(),
        body: ItemBody {
            content_type: BodyType::Text.into(),
            content: text.into(),
            ..Default::default()
        }
        .into(),
        to_recipients: vec![recipient.into()].into(),
        ..Default::default()
    };
    let body = UserSendMailBody {
        message: message.into(),
        ..Default::default()
    };
    support::client()?.me().send_mail(&body).await?;
    println!("sent");
    Ok(())
}

fn arguments() -> Option<[String; 3]> {
    std::env::args().skip(1).collect::<Vec<_>>().try_into().ok()
}

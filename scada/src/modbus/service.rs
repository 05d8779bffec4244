//! Answers requests: reads from the image, and hands writes to the RTU.

use std::pin::Pin;
use std::sync::Arc;

use tokio_modbus::server::Service;
use tokio_modbus::{ExceptionCode, Request, Response, SlaveRequest};

use super::map::{self, Asked};
use crate::access::{Role, Who};
use crate::rtu::request::Refusal;
use crate::rtu::service::RtuHandle;

/// What a listener's clients have in common.
#[derive(Clone)]
pub struct Face {
    pub rtu: RtuHandle,
    pub role: Role,
    pub unit: u8,
}

/// A client of a listener.
#[derive(Clone)]
pub struct Client {
    pub face: Arc<Face>,
    /// Where it asks from, for the journal.
    pub name: String,
}

impl Service for Client {
    type Request = SlaveRequest<'static>;
    type Response = Option<Response>;
    type Exception = ExceptionCode;
    type Future = Pin<Box<dyn Future<Output = Result<Option<Response>, ExceptionCode>> + Send>>;

    fn call(&self, asked: Self::Request) -> Self::Future {
        let client = self.clone();
        Box::pin(async move {
            if asked.slave != client.face.unit {
                return Ok(None);
            }
            client.answer(asked.request).await.map(Some)
        })
    }
}

impl Client {
    /// Answers a request for this unit.
    ///
    /// # Errors
    ///
    /// The exception; nothing is changed then.
    pub async fn answer(&self, request: Request<'static>) -> Result<Response, ExceptionCode> {
        let rtu = &self.face.rtu;
        let layout = rtu.layout();
        match request {
            Request::ReadDiscreteInputs(address, quantity) => {
                map::alarms(layout, &rtu.image(), address, quantity).map(Response::ReadDiscreteInputs)
            }
            Request::ReadHoldingRegisters(address, quantity) => {
                let read = map::registers(layout, &rtu.image(), true, address, quantity);
                read.map(Response::ReadHoldingRegisters)
            }
            Request::ReadInputRegisters(address, quantity) => {
                let read = map::registers(layout, &rtu.image(), false, address, quantity);
                read.map(Response::ReadInputRegisters)
            }
            Request::WriteSingleRegister(address, word) => {
                self.write(address, &[word]).await?;
                Ok(Response::WriteSingleRegister(address, word))
            }
            Request::WriteMultipleRegisters(address, words) => {
                self.write(address, &words).await?;
                // There are at most 123.
                Ok(Response::WriteMultipleRegisters(address, words.len() as u16))
            }
            other => Err(self.unknown(&other)),
        }
    }

    async fn write(&self, address: u16, words: &[u16]) -> Result<(), ExceptionCode> {
        let rtu = &self.face.rtu;
        let asked = map::written(rtu.layout(), address, words).map_err(|wrong| {
            rtu.refuse(self.who(0), wrong.slot, wrong.why);
            wrong.exception
        });
        let Asked { request, person } = asked?;
        // What the RTU refuses it puts on record itself.
        rtu.request(self.who(person), request).await.map_err(|refusal| exception(&refusal))
    }

    /// There are no coils, and no registers that are changed in place. Who tries to write them is on record.
    fn unknown(&self, request: &Request<'_>) -> ExceptionCode {
        let function = request.function_code().value();
        if matches!(function, 5 | 15 | 22 | 23) {
            let why =
                format!("function {function} is not there; holding registers are written with 6 and 16");
            self.face.rtu.refuse(self.who(0), None, why);
        }
        ExceptionCode::IllegalFunction
    }

    fn who(&self, person: u32) -> Who {
        Who { role: self.face.role, person, name: self.name.clone() }
    }
}

fn exception(refusal: &Refusal) -> ExceptionCode {
    match refusal {
        Refusal::NotAllowed { .. } => ExceptionCode::IllegalDataAddress,
        Refusal::Range(_) | Refusal::Station(_) | Refusal::Event(_) => ExceptionCode::IllegalDataValue,
        Refusal::NotSaved(_) | Refusal::Gone => ExceptionCode::ServerDeviceFailure,
        Refusal::Busy => ExceptionCode::ServerDeviceBusy,
    }
}

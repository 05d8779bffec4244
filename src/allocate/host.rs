//! Where time counts more than flash.

/// Whether it does: so on hosts. Small processors have few users, and little flash.
pub(crate) const ON_HOST: bool = cfg!(target_pointer_width = "64");

# What Rust calls this machine, which runs Linux: sets rust_target, or refusal.

if(CMAKE_HOST_SYSTEM_PROCESSOR MATCHES "^(x86_64|AMD64)$")
    set(rust_target x86_64-unknown-linux-gnu)
elseif(CMAKE_HOST_SYSTEM_PROCESSOR MATCHES "^(aarch64|arm64)$")
    set(rust_target aarch64-unknown-linux-gnu)
elseif(CMAKE_HOST_SYSTEM_PROCESSOR STREQUAL "riscv64")
    set(rust_target riscv64gc-unknown-linux-gnu)
else()
    set(refusal "does not know the Rust target of a ${CMAKE_HOST_SYSTEM_PROCESSOR}; rustc --version --verbose says \
which would do")
endif()

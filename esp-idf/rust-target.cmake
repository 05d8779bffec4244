# What Rust calls the chip that ESP-IDF builds for: sets rust_target, or refusal to a sentence that says why there is
# none and what would do. IDF_TARGET is ESP-IDF's; a CITYGATE_RUST_TARGET that is set overrides.

set(rust_target "")
set(refusal "")

if(NOT "${CITYGATE_RUST_TARGET}" STREQUAL "")
    set(rust_target "${CITYGATE_RUST_TARGET}")
elseif(IDF_TARGET MATCHES "^esp32(c2|c3)$")
    set(rust_target riscv32imc-unknown-none-elf)
elseif(IDF_TARGET MATCHES "^esp32(c5|c6|c61|h2|h21)$")
    set(rust_target riscv32imac-unknown-none-elf)
elseif(IDF_TARGET MATCHES "^esp32(h4|p4)$")
    set(rust_target riscv32imafc-unknown-none-elf)
elseif(IDF_TARGET STREQUAL "linux")
    include("${CMAKE_CURRENT_LIST_DIR}/../packaging/linux-host.cmake")
elseif(IDF_TARGET MATCHES "^esp32(s2|s3)?$")
    set(refusal "has no target of Rust as published for the ${IDF_TARGET}, an Xtensa; a chip with RISC-V would do")
else()
    set(refusal "does not know the ${IDF_TARGET}; the Rust target that goes with the -march and -mabi of its toolchain \
would do, with idf.py -DCITYGATE_RUST_TARGET=...")
endif()

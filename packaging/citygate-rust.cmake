# Builds the library for a microcontroller, or for any other target that Rust has, from a build with CMake:
#
#     include(<citygate>/packaging/citygate-rust.cmake)
#     citygate_rust_library(citygate thumbv7em-none-eabihf)
#     target_link_libraries(rtu PRIVATE citygate)
#
# Needs cargo, and the target: rustup target add thumbv7em-none-eabihf

set(CITYGATE_CARGO cargo CACHE STRING "The cargo that builds citygate")
set(CITYGATE_CARGO_DIRECTORY "${CMAKE_BINARY_DIR}/citygate-cargo" CACHE PATH "Where it builds")
get_filename_component(CITYGATE_ROOT "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)

function(citygate_rust_library name rust_target)
    set(archive "${CITYGATE_CARGO_DIRECTORY}/${rust_target}/archive/libcitygate.a")
    # cargo knows what is out of date.
    add_custom_target(${name}_build
        COMMAND ${CITYGATE_CARGO} rustc --quiet
            --target-dir "${CITYGATE_CARGO_DIRECTORY}" --target ${rust_target}
            --profile archive --lib --features panic-handler --crate-type staticlib
        # Where cargo finds the library's settings.
        WORKING_DIRECTORY "${CITYGATE_ROOT}"
        BYPRODUCTS "${archive}"
        COMMENT "Building citygate for ${rust_target}"
        VERBATIM)
    add_library(${name} STATIC IMPORTED GLOBAL)
    set_target_properties(${name} PROPERTIES
        IMPORTED_LOCATION "${archive}"
        INTERFACE_INCLUDE_DIRECTORIES "${CITYGATE_ROOT}/include")
    add_dependencies(${name} ${name}_build)
    message(STATUS "citygate for ${rust_target}")
endfunction()

# Builds the library for a microcontroller, or for any other target that Rust has, from a build with CMake:
#
#     include(<citygate>/packaging/citygate-rust.cmake)
#     citygate_rust_library(citygate thumbv7em-none-eabihf)
#     target_link_libraries(rtu PRIVATE citygate)
#
# Needs Python 3, cargo, and the target: rustup target add thumbv7em-none-eabihf. What is missing is said when CMake
# configures. CITYGATE_CARGO names another cargo, CITYGATE_CARGO_DIRECTORY where it builds.

if(NOT DEFINED CITYGATE_CARGO)
    set(CITYGATE_CARGO cargo CACHE STRING "The cargo that builds citygate")
endif()
set(CITYGATE_CARGO_DIRECTORY "${CMAKE_BINARY_DIR}/citygate-cargo" CACHE PATH "Where it builds")
get_filename_component(CITYGATE_ROOT "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)

function(citygate_rust_library name rust_target)
    find_package(Python3 REQUIRED COMPONENTS Interpreter)
    set(build "${Python3_EXECUTABLE}" "${CITYGATE_ROOT}/packaging/archive.py" --cargo "${CITYGATE_CARGO}")
    execute_process(COMMAND ${build} --check ${rust_target} RESULT_VARIABLE failed ERROR_VARIABLE said)
    if(failed)
        string(STRIP "${said}" said)
        message(FATAL_ERROR "${said}")
    endif()

    set(archive "${CITYGATE_CARGO_DIRECTORY}/${rust_target}/libcitygate.a")
    # cargo knows what is out of date.
    add_custom_target(${name}_build
        COMMAND ${build} --target ${rust_target} --target-dir "${CITYGATE_CARGO_DIRECTORY}" "${archive}"
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

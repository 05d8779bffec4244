# The library as a component of ESP-IDF. ../CMakeLists.txt includes this.

idf_component_register(INCLUDE_DIRS "${CMAKE_CURRENT_LIST_DIR}/../include")

include("${CMAKE_CURRENT_LIST_DIR}/rust-target.cmake")
if(refusal)
    message(FATAL_ERROR "citygate ${refusal}")
endif()

include("${CMAKE_CURRENT_LIST_DIR}/../packaging/citygate-rust.cmake")
citygate_rust_library(citygate_archive ${rust_target})
target_link_libraries(${COMPONENT_LIB} INTERFACE citygate_archive)

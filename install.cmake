# What `cmake --install` lays down, and what others need to build against it.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Only the face is visible, not even the locks that compilers make for named
# critical sections; and every symbol is there when the library is made.
file(WRITE ${CMAKE_BINARY_DIR}/grapevine.map "{ global: gv_*; local: *; };\n")
if(PROJECT_VERSION_MAJOR EQUAL 0) # each 0.x may break what was built against another
  set(GV_SOVERSION 0.${PROJECT_VERSION_MINOR})
else()
  set(GV_SOVERSION ${PROJECT_VERSION_MAJOR})
endif()
set_target_properties(grapevine_shared PROPERTIES
  VERSION ${PROJECT_VERSION} SOVERSION ${GV_SOVERSION} EXPORT_NAME grapevine
  LINK_DEPENDS ${CMAKE_BINARY_DIR}/grapevine.map)
target_link_options(grapevine_shared PRIVATE
  -Wl,--version-script=${CMAKE_BINARY_DIR}/grapevine.map)
if(NOT GV_SANITIZE) # the sanitizers' own symbols come from the program
  target_link_options(grapevine_shared PRIVATE -Wl,-z,defs)
endif()

# What the static library needs, as flags: igraph's own .pc file asks a static
# link for libraries that Debian does not install beside it, and OpenMP's CMake
# target wants the C language.
set(GV_INSIDE_FLAGS ${GRAPEVINE_INSIDE_LDFLAGS})
foreach(lib ${OpenMP_C_LIB_NAMES})
  get_filename_component(folder "${OpenMP_${lib}_LIBRARY}" DIRECTORY)
  if(NOT folder IN_LIST CMAKE_C_IMPLICIT_LINK_DIRECTORIES)
    list(APPEND GV_INSIDE_FLAGS -L${folder})
  endif()
  list(APPEND GV_INSIDE_FLAGS -l${lib})
endforeach()
foreach(lib m ${CMAKE_DL_LIBS})
  list(APPEND GV_INSIDE_FLAGS -l${lib})
endforeach()
foreach(folder ${CMAKE_C_IMPLICIT_LINK_DIRECTORIES})
  list(REMOVE_ITEM GV_INSIDE_FLAGS -L${folder})
endforeach()
list(REMOVE_DUPLICATES GV_INSIDE_FLAGS)
foreach(item ${GV_INSIDE})
  target_link_libraries(grapevine_static PUBLIC $<BUILD_INTERFACE:${item}>)
endforeach()
target_link_libraries(grapevine_static PUBLIC "$<INSTALL_INTERFACE:${GV_INSIDE_FLAGS}>")

install(TARGETS grapevine_shared grapevine_static EXPORT Grapevine)
install(DIRECTORY include/grapevine TYPE INCLUDE)
install(DIRECTORY docs/ TYPE DOC)
install(FILES python/grapevine.py DESTINATION lib/python3/dist-packages)

set(GV_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Grapevine)
file(WRITE ${CMAKE_BINARY_DIR}/GrapevineConfig.cmake
  "include(CMakeFindDependencyMacro)
find_dependency(PkgConfig)
pkg_check_modules(GRAPEVINE_GLIB REQUIRED QUIET IMPORTED_TARGET glib-2.0)
include(\${CMAKE_CURRENT_LIST_DIR}/GrapevineTargets.cmake)
")
write_basic_package_version_file(${CMAKE_BINARY_DIR}/GrapevineConfigVersion.cmake
  COMPATIBILITY SameMinorVersion)
install(EXPORT Grapevine NAMESPACE Grapevine:: FILE GrapevineTargets.cmake
  DESTINATION ${GV_CMAKE_DIR})
install(FILES ${CMAKE_BINARY_DIR}/GrapevineConfig.cmake
  ${CMAKE_BINARY_DIR}/GrapevineConfigVersion.cmake DESTINATION ${GV_CMAKE_DIR})

# The .pc file finds its prefix from where it lies.
file(RELATIVE_PATH up /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" up "${up}")
list(JOIN GV_INSIDE_FLAGS " " flags)
file(WRITE ${CMAKE_BINARY_DIR}/grapevine.pc
  "prefix=\${pcfiledir}/${up}
libdir=\${prefix}/${CMAKE_INSTALL_LIBDIR}
includedir=\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}

Name: grapevine
Description: Names grassroots opinion leaders from follow and interaction networks
Version: ${PROJECT_VERSION}
Requires: glib-2.0 >= 2.72
Libs: -L\${libdir} -lgrapevine
Libs.private: ${flags}
Cflags: -I\${includedir}
")
install(FILES ${CMAKE_BINARY_DIR}/grapevine.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

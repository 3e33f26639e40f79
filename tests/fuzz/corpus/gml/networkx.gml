# a comment [
Creator "me"
graph [
  directed 1
  edge [ source 2 target 0 value 3 ]
  node [
    id 2
    label "Ann &quot;A&quot;"
    graphics [ x 1.0 fill [ label "no" ] ]
  ]
  node [ id 0 label "&#21271;&#x4EAC;" ]
  node [ id -7 label "&eacute;&amp;x
y" ]
  edge [ source 0 target -7 weight .5 value 9 time 1341100972 label "y" ]
]

graph [ directed 0 node [ id 1 ] node [ id +02 label "a" ] edge [ source 1 target 2 ] edge [ source 2 target 2 ] ]

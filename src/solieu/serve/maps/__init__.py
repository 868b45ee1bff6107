"""Maps: outlines of units, coloured by their figures, as SVG that needs neither style sheet nor script."""

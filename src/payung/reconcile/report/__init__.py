"""How does a person read a run: on a page, in a workbook, in the terminal?"""

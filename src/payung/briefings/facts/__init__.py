"""What do the books need to know of an event, a firm's sheet, a promise?"""

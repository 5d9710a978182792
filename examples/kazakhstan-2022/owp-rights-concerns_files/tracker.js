// What a browser saves beside a page: nothing in here is a report. "12 people were killed" must not be read.

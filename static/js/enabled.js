// Says to the stylesheet that scripts run, before the first paint. A file, because inline scripts are forbidden.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");

using Batch.EndToEnd.Tests.Soak;

// Everything that is no soak is the test runner's.
return args is ["soak", .. var options]
    ? await SoakRun.MainAsync(options)
    : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);

using Batch.Cli.CommandLine;

ExitCode exitCode;
using (var interruption = new Interruption())
{
    exitCode = await BatchCommandLine.RunAsync(args, Shell.OfThisProcess(), interruption.Token);
}

// Not a plain return: a thread that a verb gave up on must not hold the process.
Environment.Exit((int)exitCode);

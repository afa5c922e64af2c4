using Batch.Cli.CommandLine;

using var interruption = new Interruption();
return (int)await BatchCommandLine.RunAsync(args, Shell.OfThisProcess(), interruption.Token);

using System.CommandLine;
using System.CommandLine.Parsing;

namespace Batch.Cli.CommandLine;

/// <summary>Lets parsing report what a value's own check throws, so that a wrong one is known before anything begins.</summary>
internal static class ArgumentChecks
{
    public static void Checks<T>(this Argument<T> argument, Action<T> check) =>
        argument.Validators.Add(result => Check(result, () => check(result.GetRequiredValue(argument))));

    public static void Checks<T>(this Option<T> option, Action<T> check) =>
        option.Validators.Add(result => Check(result, () => check(result.GetRequiredValue(option))));

    private static void Check(SymbolResult result, Action check)
    {
        try
        {
            check();
        }
        catch (CommandFailedException failure)
        {
            result.AddError(failure.Message);
        }
    }
}

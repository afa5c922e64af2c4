using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Cli.CommandLine;

/// <summary>Reads a wrong setting out of what is thrown where the configuration is loaded, bound or validated.</summary>
internal static class ConfigurationProblem
{
    private static readonly string Binder = typeof(ConfigurationBinder).Assembly.GetName().Name!;

    /// <summary>What is wrong, with the remedy; null where the exception is about something else.</summary>
    public static string? Of(Exception failure) => failure switch
    {
        OptionsValidationException options => Correct(string.Join("; ", options.Failures)),
        ValidationException value => Correct(value.Message),
        InvalidDataException { InnerException: FormatException } file => $"{NameAndLine(file)} Correct the file.",
        InvalidOperationException binding when binding.Source == Binder => Correct(binding.Message),
        AggregateException several when several.InnerExceptions.All(one => Of(one) is not null) =>
            string.Join(' ', several.InnerExceptions.Select(Of)),
        _ => null,
    };

    private static string Correct(string problem) =>
        $"the configuration is wrong: {problem.TrimEnd('.')}. Correct it in appsettings.json in {AppContext.BaseDirectory} or in the environment.";

    /// <summary>The outer message names the file, the innermost one the line.</summary>
    private static string NameAndLine(Exception file) => $"{file.Message} {file.GetBaseException().Message}";
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Bus;

/// <summary>Reads the options of the bus and says everything that is wrong with them at once.</summary>
internal static class BusSettings
{
    /// <exception cref="OptionsValidationException">Every setting that is wrong.</exception>
    public static BusOptions Read(IConfiguration configuration)
    {
        var options = configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();
        var problems = Problems(options);
        return problems.Count == 0 ? options : throw new OptionsValidationException(BusOptions.Section, typeof(BusOptions), problems);
    }

    /// <summary>Empty where the bus can be used so.</summary>
    public static IReadOnlyList<string> Problems(BusOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => $"{BusOptions.Section}: {result.ErrorMessage}"), .. options.Transport is BusTransport.RabbitMq ? OfRabbitMq(options) : []];
    }

    private static IEnumerable<string> OfRabbitMq(BusOptions options)
    {
        if (options.QueueReplicas is { } replicas && replicas % 2 == 0)
        {
            yield return $"{BusOptions.Section}:QueueReplicas must be odd";
        }

        if (options.Password is null == options.PasswordFile is null)
        {
            yield return $"{BusOptions.Section} needs either Password (in the environment) or PasswordFile";
        }

        if (options.PasswordFile is { } file && (!File.Exists(file) || !File.ReadLines(file).Any()))
        {
            yield return $"{BusOptions.Section}:PasswordFile: there is no password in '{file}'";
        }

        if (options.Tls.CertificateFile is null != options.Tls.KeyFile is null)
        {
            yield return $"{BusOptions.Section}:Tls: CertificateFile and KeyFile belong together";
        }

        foreach (var (name, path) in new[]
        {
            ("AuthorityFile", options.Tls.AuthorityFile), ("CertificateFile", options.Tls.CertificateFile), ("KeyFile", options.Tls.KeyFile),
        })
        {
            if (path is not null && !File.Exists(path))
            {
                yield return $"{BusOptions.Section}:Tls:{name}: there is no file '{path}'";
            }
        }
    }
}

using System.ComponentModel.DataAnnotations;
using System.Net;
using Batch.Cli.Bus;
using Batch.Cli.Embedded;
using Batch.Worker.Preemption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Batch.Cli.Roles;

/// <summary>Reads what the roles need of the configuration, and says everything that is wrong at once.</summary>
internal static class RoleConfiguration
{
    private const string OneProcessOnly =
        $"{BusOptions.Section}:Transport is memory, which reaches no other process: set it to rabbitmq, or run 'batch up'";

    /// <summary>A coordinator with workers in its process, and perhaps others elsewhere.</summary>
    /// <exception cref="OptionsValidationException">Every setting that is wrong.</exception>
    public static CoordinatorSettings ForUp(CoordinatorSettings settings, IConfiguration configuration) => For(settings, configuration, []);

    /// <summary>A coordinator whose workers are all elsewhere.</summary>
    /// <exception cref="OptionsValidationException">Every setting that is wrong.</exception>
    public static CoordinatorSettings ForCoordinator(CoordinatorSettings settings, IConfiguration configuration) =>
        For(settings, configuration, Bus(configuration).Transport is BusTransport.Memory ? [OneProcessOnly] : []);

    /// <exception cref="OptionsValidationException">Every setting that is wrong.</exception>
    public static (BusOptions Bus, Uri Coordinator, PreemptionOptions Preemption) ForWorker(IConfiguration configuration)
    {
        var bus = Bus(configuration);
        var role = configuration.GetSection(WorkerRoleOptions.Section).Get<WorkerRoleOptions>() ?? new WorkerRoleOptions();
        var preemption = configuration.GetSection(PreemptionOptions.Section).Get<PreemptionOptions>() ?? new PreemptionOptions();
        ThrowIfAny(
        [
            .. BusSettings.Problems(bus), .. bus.Transport is BusTransport.Memory ? [OneProcessOnly] : (string[])[], .. role.Problems(), .. Problems(preemption),
        ]);
        return (bus, role.Coordinator!, preemption);
    }

    private static CoordinatorSettings For(CoordinatorSettings settings, IConfiguration configuration, IEnumerable<string> more)
    {
        var bus = Bus(configuration);
        var role = configuration.GetSection(CoordinatorRoleOptions.Section).Get<CoordinatorRoleOptions>() ?? new CoordinatorRoleOptions();
        var nowhere = bus.Transport is BusTransport.RabbitMq && role.PublicAddress is null && IsEveryAddress(settings.Listening.Address);
        ThrowIfAny(
        [
            .. BusSettings.Problems(bus), .. more, .. role.Problems(),
            .. nowhere ? [$"{CoordinatorRoleOptions.Section}:PublicAddress is needed: it listens on every address, and workers must know one"] : (string[])[],
        ]);
        return settings with { Bus = bus, PublicAddress = role.PublicAddress ?? settings.Listening.Url };
    }

    private static IEnumerable<string> Problems(PreemptionOptions preemption)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(preemption, new ValidationContext(preemption), results, validateAllProperties: true);
        return results.Select(result => $"{PreemptionOptions.Section}: {result.ErrorMessage}");
    }

    private static BusOptions Bus(IConfiguration configuration) =>
        configuration.GetSection(BusOptions.Section).Get<BusOptions>() ?? new BusOptions();

    private static bool IsEveryAddress(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);

    private static void ThrowIfAny(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new OptionsValidationException("Batch", typeof(RoleConfiguration), problems);
        }
    }
}

using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Batch.Coordinator.Fleet;

/// <summary>Says everything that is wrong with the options of any pool at once.</summary>
internal sealed class FleetOptionsCheck : IValidateOptions<FleetOptions>
{
    public ValidateOptionsResult Validate(string? name, FleetOptions options)
    {
        var problems = options.Pools.SelectMany(pool => Problems(pool.Key, pool.Value)).ToList();
        return problems.Count > 0 ? ValidateOptionsResult.Fail(problems) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Problems(string pool, PoolOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return results.Select(result => $"{FleetOptions.Section}:Pools:{pool}: {result.ErrorMessage}");
    }
}

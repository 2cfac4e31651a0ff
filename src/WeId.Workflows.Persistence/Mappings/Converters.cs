using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using WeId.Workflows.Domain.Gebruikers;
using WeId.Workflows.Domain.Organisaties;

namespace WeId.Workflows.Persistence.Mappings;

/// <summary>How types are stored, once for all entities and providers.</summary>
internal static class Converters
{
    public static void Apply(ModelConfigurationBuilder builder)
    {
        // SQLite cannot order DateTimeOffset; a UTC DateTime sorts on all three databases.
        builder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        builder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        builder.Properties<KvkNummer>().HaveConversion<ParsableConverter<KvkNummer>>().HaveMaxLength(8);
        builder.Properties<Vestigingsnummer>().HaveConversion<ParsableConverter<Vestigingsnummer>>().HaveMaxLength(12);
        builder.Properties<Rsin>().HaveConversion<ParsableConverter<Rsin>>().HaveMaxLength(9);
        builder.Properties<Emailadres>().HaveConversion<ParsableConverter<Emailadres>>().HaveMaxLength(254);
        builder.Properties<MobielNummer>().HaveConversion<ParsableConverter<MobielNummer>>().HaveMaxLength(16);
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        v => v.UtcDateTime,
        v => new DateTimeOffset(DateTime.SpecifyKind(v, DateTimeKind.Utc)));

    private sealed class ParsableConverter<T>() : ValueConverter<T, string>(v => v.ToString()!, v => Read(v))
        where T : IParsable<T>
    {
        private static T Read(string text) => T.Parse(text, null);
    }
}

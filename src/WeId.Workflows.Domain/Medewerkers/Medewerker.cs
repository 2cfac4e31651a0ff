using WeId.Workflows.Domain.Gebruikers;

namespace WeId.Workflows.Domain.Medewerkers;

/// <summary>A person who works at We-ID.</summary>
public sealed class Medewerker
{
    private Medewerker()
    {
    }

    /// <summary>A medewerker with his staff roles.</summary>
    public Medewerker(Guid id, string naam, Emailadres email, IEnumerable<StafRol> rollen, Guid? persoonId = null)
    {
        Id = id;
        Naam = naam;
        Email = email;
        Rollen = [.. rollen];
        PersoonId = persoonId;
    }

    /// <summary>Identity.</summary>
    public Guid Id { get; private set; }

    /// <summary>For colleagues.</summary>
    public string Naam { get; private set; } = "";

    /// <summary>His address at We-ID.</summary>
    public Emailadres Email { get; private set; }

    /// <summary>What he may do.</summary>
    public List<StafRol> Rollen { get; private set; } = [];

    /// <summary>The same man as user of a company: he never decides on himself or on that company.</summary>
    public Guid? PersoonId { get; private set; }
}

/// <summary>Roles of staff.</summary>
public enum StafRol
{
    /// <summary>Reviews aanvragen.</summary>
    Beoordelaar,

    /// <summary>Handles post and OTP devices.</summary>
    Postkamer,

    /// <summary>Runs the workflows.</summary>
    Operator,

    /// <summary>Reads the audit.</summary>
    Auditor,
}
